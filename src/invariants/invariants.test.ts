/** Every invariant is seen to hold, and seen to fail where one word or byte is changed on purpose. */
import { describe, expect, test } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import { HeaderI32, PageI32, RingF64, RingI32, SlotF64, SlotI32 } from '../ring/rfc/layout.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { FIRST_READER } from '../ring/slot-lock.ts'
import { INVARIANTS, invariantsAt } from './all-invariants.ts'
import type { InvariantState } from './all-invariants.ts'
import { BusyRing, busyRing, CPUS, PAGE_SIZE, PAGES, standAt } from './testing/busy-ring.ts'
import { Seeded } from '../ring/testing/seeded.ts'

function look({ ring, ...shown }: BusyRing): InvariantState[] {
  return invariantsAt(ring.buffer, shown)
}
const failing = (states: readonly InvariantState[]) => states.filter(({ holds }) => holds === false)
function stateOf(busy: BusyRing, id: string): InvariantState {
  const found = look(busy).find((state) => state.id === id)
  if (!found) throw new Error(`no invariant ${id}`)
  return found
}

/** Changes words and bytes of CPU 0. */
class Hand {
  readonly buffer: RfcBuffer
  constructor(readonly busy: BusyRing) {
    this.buffer = busy.ring.buffer
  }
  slot(word: keyof typeof SlotI32, value: number): void {
    this.buffer.i32[this.buffer.slotI32(0) + SlotI32[word]] = value
  }
  ledger(word: keyof typeof SlotF64, by: number): void {
    const at = this.buffer.slotF64(0) + SlotF64[word]
    this.buffer.f64[at] = (this.buffer.f64[at] as number) + by
  }
  ring(word: keyof typeof RingI32, value: number, ring = this.live): void {
    this.buffer.i32[this.buffer.ringI32(ring) + RingI32[word]] = value
  }
  count(word: keyof typeof RingF64, value: number): void {
    this.buffer.f64[this.buffer.ringF64(this.live) + RingF64[word]] = value
  }
  page(page: number, word: keyof typeof PageI32, value: number): void {
    this.buffer.i32[this.buffer.pageWords(this.live, page) + PageI32[word]] = value
  }
  byte(page: number, offset: number, value: number): void {
    this.buffer.u8[this.buffer.pageAddress(this.live, page) + offset] = value
  }
  stand(seat: number, point: number, more = {}): void {
    this.busy.stands[seat] = standAt(seat, point, more)
  }
  get live(): number {
    return this.buffer.liveRing(0)
  }
  get spare(): number {
    return this.buffer.snapRing(0) as number
  }
}

/** id, what is changed, what the witness names */
const mutations: readonly [string, (hand: Hand) => void, RegExp][] = [
  ['attempted', (hand) => hand.ledger('attempted', 1), /CPU 0: attempted is 11, but committed 10, .* make 10/],
  ['committed', (hand) => hand.ledger('read', 2), /CPU 0: committed is 10, but read 3, buffered 4, .* make 12/],
  ['not-negative', (hand) => hand.count('entries', -3), /CPU 0: entries of the ring is -3/],
  [
    'buffered',
    (hand) => hand.ledger('buffered', 7),
    /CPU 0: buffered is 11, walking from head page 0 offset 40 to tail page 1 offset 80 finds 4 events/,
  ],
  ['in-snapshot', (hand) => hand.ring('head', 32, hand.spare), /in snapshot is 5, walking .* finds 4 events/],
  ['entries', (hand) => hand.count('entries', 29), /entries is 29, walking .* finds 4 events/],
  ['unread-of-pages', (hand) => hand.page(0, 'unread', 9), /ring: buffered is 4, the pages have 11 unread events/],
  ['room', (hand) => hand.ledger('buffered', 21), /ring: buffered is 25, and 24 events of 16 bytes fit/],
  ['empty', (hand) => hand.count('entries', 0), /head stands at page 0 offset 40, .* finds 4 events, entries is 0/],
  ['places', (hand) => hand.ring('headPage', PAGES), /ring: head page is 3, and there are pages 0 to 2/],
  ['two-rings', (hand) => hand.slot('live', 1), /live and spare are the rings 1 and 0, not 0 and 2/],
  [
    'own-pages',
    ({ buffer, live }) => {
      const table = (buffer.layout.tablesAt + live * buffer.layout.tableBytes) >>> 2
      buffer.i32[table + 2] = 0
    },
    /ring: its page 2 is number 0, not 8/,
  ],
  [
    'full-before-tail',
    (hand) => hand.ring('headPage', 2),
    /head page 2, tail page 1, and page 2 between them has 0 bytes/,
  ],
  ['read-up-to-head', (hand) => hand.ring('head', 0), /head stands at page 0 offset 0, and 40 bytes of that page are/],
  [
    'stamps-rise',
    (hand) => hand.byte(1, 0, 1),
    /the event at page 0 offset 80 is stamped 8, the next, at page 1 offset 0, 1/,
  ],
  ['page-bytes', (hand) => hand.page(1, 'consumed', 88), /ring: page 1: consumed 88 of 80 committed bytes/],
  ['events-tile', (hand) => hand.byte(1, 10, 48), /ring: page 1: 1 events end at offset 48, committed is 80/],
  [
    'padding-last',
    (hand) => hand.page(1, 'padding', 8),
    /page 1: 8 bytes of padding begin at offset 80 and end before/,
  ],
  [
    'padding-last',
    (hand) => {
      hand.busy.write(0, 100)
      hand.byte(1, 90, 40)
    },
    /page 1: padding of 48 bytes at offset 80, and the event there is of type 0 and 40 bytes long/,
  ],
  ['one-reservation', (hand) => hand.page(2, 'reserved', 16), /page 2: 16 bytes are reserved, and the tail page is 1/],
  ['steady-whole', (hand) => hand.byte(1, 20, 77), /the event at page 1 offset 0 does not hash to its checksum/],
  [
    'holder-alive',
    (hand) => {
      hand.slot('lock', 1)
      hand.stand(0, StepPoint.Killed)
    },
    /the lock of CPU 0 is held by CPU 0, which has ended/,
  ],
  ['holder-inside', (hand) => hand.slot('lock', FIRST_READER + 1), /held by the reader, which is in no locked section/],
  [
    'holder-inside',
    (hand) => hand.stand(0, Point.TypeStored),
    /in the middle of its write since op 1, .* lock is free/,
  ],
  ['irqs-off', (hand) => hand.stand(0, Point.TailStored), /CPU 0 is in its write under the lock, and irqsOff is 0/],
  ['depth', ({ buffer }) => (buffer.i32[HeaderI32.recordDisabled] = -1), /recordDisabled is -1/],
  ['no-bug', (hand) => hand.stand(CPUS, StepPoint.Crashed), /the reader has ended on a bug at op 1/],
  [
    'consumed-in-order',
    ({ busy }) => busy.consumed.push({ cpu: 0, ts: 2, type: 7, body: new Uint8Array() }),
    /stamped 2 was/,
  ],
  ['consumed-once', ({ busy }) => busy.consumed.push({ ...busy.consumed[0]! }), /the event stamped 6 was given twice/],
  [
    'consumed-whole',
    ({ busy }) => busy.consumed[0]!.body.fill(9, 4, 8),
    /stamped 6 was given with a body that does not/,
  ],
  ['read-is-consumed', ({ busy }) => busy.consumed.pop(), /CPU 0: read is 1, and 0 of its events were given/],
]

test('there are mutations of all', () => {
  expect(new Set(mutations.map(([id]) => id))).toEqual(new Set(INVARIANTS.map(({ id }) => id)))
  expect(INVARIANTS.length).toBeGreaterThanOrEqual(12)
})

test('at rest all hold, and all can be told', () => {
  expect(look(busyRing()).filter(({ holds }) => holds !== true)).toEqual([])
})

describe('one change, and it fails', () => {
  test.each(mutations)('%s', (id, change, witness) => {
    const busy = busyRing()
    change(new Hand(busy))
    const state = stateOf(busy, id)
    expect(state.holds).toBe(false)
    expect(state.witness).toMatch(witness)
  })
})

test.each([1, 2, 3])('after 2000 operations of seed %i all hold', (seed) => {
  const busy = new BusyRing()
  for (let part = 0; part < 20; part++) {
    busy.play(seed * 100 + part, 100)
    expect(failing(look(busy))).toEqual([])
  }
})

test('in the middle of a write what needs rest is not now, the rest holds', () => {
  let states: InvariantState[] = []
  const busy: BusyRing = new BusyRing((point) => {
    if (point !== Point.BodyHalf || states.length > 0 || busy.ring.ledger(0).attempted < 4) return
    const hand = new Hand(busy)
    hand.slot('lock', 1)
    hand.slot('irqsOff', 1)
    hand.stand(0, point)
    states = look(busy)
  })
  for (let event = 0; event < 4; event++) busy.write(0, 20)
  expect(failing(states)).toEqual([])
  const notNow = states.filter(({ holds }) => holds === 'not-now').map(({ id }) => id)
  expect(notNow).toEqual(['buffered', 'in-snapshot', 'entries', 'empty', 'read-up-to-head', 'stamps-rise'])
})

test('as posted, while the reader has moved the head and counted nothing, its ring is not now', () => {
  const busy = busyRing()
  const hand = new Hand(busy)
  hand.ring('head', 80)
  hand.stand(CPUS, Point.HeadAdvanced, { a: hand.live })
  expect(stateOf(busy, 'buffered').holds).toBe('not-now')
  hand.stand(CPUS, Point.WinnerChosen, { a: 0 })
  expect(stateOf(busy, 'buffered').holds).toBe(false)
})

test('whatever the memory says, all answer', () => {
  const dice = new Seeded(2008)
  for (let round = 0; round < 400; round++) {
    const busy = busyRing()
    const { i32, layout } = busy.ring.buffer
    for (let word = 0; word < 12; word++) {
      const values = [dice.below(2 ** 32) | 0, -1, PAGES, PAGE_SIZE + 8, 2 ** 31 - 1, NaN]
      const anywhere = dice.below(3) === 0 ? i32.length : layout.pagesAt >>> 2
      i32[dice.below(anywhere)] = values[dice.below(values.length)] as number
    }
    expect(look(busy)).toHaveLength(INVARIANTS.length)
  }
})
