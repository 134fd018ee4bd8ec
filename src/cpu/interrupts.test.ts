/** Interrupts that arrive at every probe point of a write: held while interrupts are off, nested where they are on. */
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../ring/rfc/body.ts'
import { pointName } from '../ring/probe.ts'
import { RfcWriter } from '../ring/rfc/write.ts'
import { noLocks } from '../ring/slot-lock.ts'
import { restComplaintsOf } from '../ring/testing/check-capture.ts'
import { TestRing } from '../ring/testing/test-ring.ts'
import { Interrupts } from './interrupts.ts'

const OUTER = 1
const IRQ = 2

interface Interrupted {
  ring: TestRing
  /** types of the events in the order of the ring */
  types: number[]
  /** pending interrupts, each time the outer write was at a point */
  pending: number
  /** at which point the first handler ran */
  ranAt: string
  deepest: number
}

/** One write of a CPU, and an interrupt at its n-th point. */
function interruptAt(points: number, depth: number): Interrupted {
  const ring = new TestRing({ pagesPerCpu: 8, pageSize: 512 })
  const { buffer, clock } = ring
  const interrupts = new Interrupts()
  const seen = { pending: 0, ranAt: '', deepest: 0, at: '' }
  const probe: typeof interrupts.probe = (...passed) => {
    seen.at = pointName(passed[0])
    interrupts.probe(...passed)
    seen.pending = Math.max(seen.pending, ring.capture().pendingIrqs)
  }
  const makeWriter = (): RfcWriter => new RfcWriter(buffer, { cpu: 0, clock, locks: noLocks, probe })
  interrupts.connect(buffer, 0, makeWriter, {
    handle: (writer, level) => {
      seen.ranAt ||= seen.at
      seen.deepest = Math.max(seen.deepest, level)
      writer.write(IRQ, 4, wordsOf([level, 0, 0, 0]), 0)
    },
  })
  const writer = makeWriter()
  interrupts.raise(points, depth)
  writer.write(OUTER, 4, wordsOf([0, 0, 0, 0]), 0)
  return { ring, types: ring.iterate().map(({ type }) => type), ...seen }
}

/** the points of a write that does not turn the page, without locks */
const POINTS = 15

describe('one interrupt', () => {
  test.each(Array.from({ length: POINTS }, (_, at) => at + 1))('at point %d of a write', (points) => {
    const { ring, types, pending, ranAt } = interruptAt(points, 1)
    expect(types.toSorted()).toEqual([OUTER, IRQ])
    expect(restComplaintsOf(ring.capture())).toEqual([])
    expect(ring.capture().pendingIrqs).toBe(0)
    // held back, or at once: never under the lock
    expect(ranAt).toBe(
      pending > 0 ? 'IrqsRestored' : points === 1 ? 'Attempted' : points === 2 ? 'DisabledRead' : 'IrqsRestored',
    )
  })

  test('while interrupts are off is pending, and its event follows the one that it interrupted', () => {
    const { types, pending } = interruptAt(8, 1)
    expect(pending).toBe(1)
    expect(types).toEqual([OUTER, IRQ])
  })

  test('before they are off nests at once, and its event comes first', () => {
    const { types, pending } = interruptAt(1, 1)
    expect(pending).toBe(0)
    expect(types).toEqual([IRQ, OUTER])
  })
})

test('handlers are interrupted too, three deep and no deeper', () => {
  const { ring, types, deepest } = interruptAt(1, 9)
  expect(deepest).toBe(3)
  expect(types.filter((type) => type === IRQ)).toHaveLength(3)
  expect(restComplaintsOf(ring.capture())).toEqual([])
})

test('an NMI between the save and the lock leaves interrupts off: what comes after it is held until the restore', () => {
  const ring = new TestRing({ pagesPerCpu: 8, pageSize: 512 })
  const { buffer, clock } = ring
  const interrupts = new Interrupts()
  const held: boolean[] = []
  let seen = 0
  const probe: typeof interrupts.probe = (...passed) => {
    interrupts.probe(...passed)
    const name = pointName(passed[0])
    if (name === 'IrqsSaved' && seen++ === 0) {
      interrupts.arrive(false)
      held.push(!interrupts.arrive(true))
    }
  }
  const makeWriter = (): RfcWriter => new RfcWriter(buffer, { cpu: 0, clock, locks: noLocks, probe })
  interrupts.connect(buffer, 0, makeWriter, {
    handle: (writer, level) => void writer.write(IRQ, 4, wordsOf([level, 0, 0, 0]), 0),
  })
  makeWriter().write(OUTER, 4, wordsOf([0, 0, 0, 0]), 0)
  expect(held).toEqual([true])
  expect(ring.iterate().map(({ type }) => type)).toEqual([IRQ, OUTER, IRQ])
  expect(ring.capture()).toMatchObject({ irqsOff: false, pendingIrqs: 0 })
})
