/** The heads that are shown are those that the consumer compares: rings of many CPUs, every event taken in turn. */
import { expect, test } from 'vitest'
import { Seeded } from '../../ring/testing/seeded.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import { explain } from './explain.ts'
import { capturedPages, headOf } from './heads.ts'
import type { Head } from './heads.ts'

const SEED = 24
const STEPS = 4000
const CPUS = 5

function headsOf(ring: TestRing): Head[] {
  return Array.from({ length: CPUS }, (_, cpu) => {
    const live = ring.capture(cpu).live()
    return headOf(live, capturedPages(live))
  })
}

test.each([true, false])(
  `the earliest of the heads is what the consumer gives next, overwrite %s: ${STEPS} steps, seed ${SEED}`,
  (overwrite) => {
    const ring = new TestRing({ cpus: CPUS, overwrite })
    const random = new Seeded(SEED)
    let taken = 0
    for (let step = 0; step < STEPS; step++) {
      ring.clock.set(1000 + step + random.below(9) - 4, 0)
      const longest = random.below(116)
      if (random.below(5) < 3) ring.fill(random.below(CPUS), 1, { length: longest })
      const heads = headsOf(ring)
      const { winner } = explain(
        heads.map((head) => (typeof head === 'object' ? head.ts : undefined)),
        'scan',
      )
      const next = ring.consume()
      expect(winner).toBe(next?.cpu)
      if (!next || winner === undefined) continue
      const head = heads[winner]
      if (typeof head !== 'object') throw new Error(`no head on CPU ${winner}`)
      const { page, offset, cpu, ts, type } = { ...ring.consumer.event, ts: ring.consumer.event.ts }
      expect({ cpu: winner, ts: head.ts, page: head.page, offset: head.offset, type: head.type }).toEqual({
        cpu,
        ts,
        page,
        offset,
        type,
      })
      expect([...head.body]).toEqual(next.body)
      taken++
    }
    expect(taken).toBeGreaterThan(STEPS / 2)
  },
)

test('where the bytes of the page are not there the head is unknown, and an empty ring is empty all the same', () => {
  const ring = new TestRing()
  const none = (): undefined => undefined
  expect(headOf(ring.capture().live(), none)).toBeUndefined()
  ring.fill(0, 1)
  expect(headOf(ring.capture().live(), none)).toBe('unknown')
})
