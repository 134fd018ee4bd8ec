import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { decisionBytes, decisionsOf } from './decision-bytes.ts'
import type { Decision } from './decision.ts'

const CPUS = 40
const cpu = fc.integer({ min: 0, max: CPUS - 1 })
const seat = fc.integer({ min: 0, max: CPUS })

const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 0, max: 300 }).map((length) => Uint8Array.from({ length }, (_, at) => at & 0xff)),
)
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ do: fc.constant('step' as const), seat }),
  fc.record({ do: fc.constant('interrupt' as const), cpu, nmi: fc.boolean() }),
  fc.record({ do: fc.constant('kill' as const), cpu }),
  fc.record({ do: fc.constantFrom('disable' as const, 'enable' as const) }),
  fc.tuple(cpu, fc.integer({ min: 0, max: 0xffff }), body).map(([by, type, bytes]): Decision => ({
    do: 'begin',
    seat: by,
    call: { kind: Call.write, args: [type, bytes.length], body: bytes },
  })),
  fc
    .tuple(fc.constantFrom(Call.snapshot, Call.reset), fc.integer({ min: -1, max: CPUS - 1 }))
    .map(([kind, of]): Decision => ({ do: 'begin', seat: CPUS, call: { kind, args: [of] } })),
)

test('decisions come back as they went', () => {
  fc.assert(
    fc.property(fc.array(decision), (decisions) => {
      expect(decisionsOf(decisionBytes(decisions), CPUS)).toEqual(decisions)
    }),
    { seed: 20080924 },
  )
})

function decisionsOrRefused(bytes: Uint8Array): Decision[] {
  try {
    return decisionsOf(bytes, 2)
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

test('any bytes are decisions of that machine, or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const decided = decisionsOrRefused(bytes)
      expect(decided.filter((each) => each.do === 'step' && each.seat > 2)).toEqual([])
    }),
    { seed: 20080924, numRuns: 200 },
  )
})

test('a step takes a byte at most, a run of steps two', () => {
  const step = (by: number): Decision => ({ do: 'step', seat: by })
  expect(decisionBytes([step(0), step(1), step(0)])).toHaveLength(3)
  expect(decisionBytes(Array.from({ length: 100 }, () => step(3)))).toHaveLength(2)
})

test('a reader cannot be called to write, nor a CPU to read', () => {
  const called = (by: number, kind: number): Decision[] => [{ do: 'begin', seat: by, call: { kind, args: [1] } }]
  expect(() => decisionsOf(decisionBytes(called(2, Call.write)), 2)).toThrow(/actor 2 cannot/)
  expect(() => decisionsOf(decisionBytes(called(0, Call.consume)), 2)).toThrow(/actor 0 cannot/)
})
