/** Captures: coherent copies of a slot with its rings and pages. */
import { describe, expect, test } from 'vitest'
import {
  addLedgers,
  captureSlot,
  captureBytes,
  capturesBytes,
  emptyLedger,
  ledgerDifference,
  SlotCapture,
} from './capture.ts'
import { Point } from './probe.ts'
import type { Probe } from './probe.ts'
import { computeLayout, PageI32, RingF64, RingI32, SlotF64 } from './rfc/layout.ts'
import { pageWord } from './rfc/buffer.ts'
import { snapshotAll } from './rfc/snapshot.ts'
import { actorWords } from './testing/actor-words.ts'
import { complaintsOf, restComplaintsOf } from './testing/check-capture.ts'
import { TestRing } from './testing/test-ring.ts'

function busyRing(probe?: Probe): TestRing {
  const ring = new TestRing({ cpus: 2, pagesPerCpu: 3, snapshot: true, ...(probe && { probe }) })
  for (let index = 1; index <= 30; index++) ring.fill(index % 2, 1, { length: (index * 5) % 60, first: index })
  snapshotAll(ring.buffer, ring.options)
  for (let index = 1; index <= 30; index++) ring.fill(index % 2, 1, { length: (index * 7) % 60, first: index })
  for (let event = 0; event < 3; event++) ring.consume()
  return ring
}

describe('captureSlot', () => {
  test.each([0, 1])('copies the words and bytes of CPU %d as they are', (cpu) => {
    const { buffer } = busyRing()
    const capture = SlotCapture.allocate(buffer.layout)
    captureSlot(buffer, cpu, capture)
    const f64 = (name: keyof typeof SlotF64): number | undefined => buffer.f64[buffer.slotF64(cpu) + SlotF64[name]]
    const { refused, ...terms } = capture.ledger()
    for (const [name, value] of Object.entries({ ...terms, ...refused })) expect(value).toBe(f64(name as 'read'))
    expect(capture.liveRing).toBe(buffer.liveRing(cpu))
    const rings = [
      { number: buffer.liveRing(cpu), captured: capture.live() },
      { number: buffer.snapRing(cpu) as number, captured: capture.snapshot()! },
    ]
    for (const { number, captured } of rings) {
      for (const [name, word] of Object.entries(RingI32))
        expect(captured[name as 'head']).toBe(buffer.i32[buffer.ringI32(number) + word])
      for (const [name, word] of Object.entries(RingF64))
        expect(captured[name as 'entries']).toBe(buffer.f64[buffer.ringF64(number) + word])
      const address = buffer.pageAddress(number, 0)
      expect(captured.bytes).toEqual(buffer.u8.slice(address, address + 3 * 128))
    }
  })

  test('copies every word of every page', () => {
    const { buffer } = busyRing()
    const capture = SlotCapture.allocate(buffer.layout)
    captureSlot(buffer, 1, capture)
    for (const page of [0, 1, 2]) {
      const word = (name: keyof typeof PageI32): number => pageWord(buffer, buffer.liveRing(1), page, name)
      expect(capture.live().page(page)).toEqual({
        page,
        committedBytes: word('committed'),
        consumedBytes: word('consumed'),
        paddingBytes: word('padding'),
        reservedBytes: word('reserved'),
        unread: word('unread'),
        refusedHere: word('lost'),
        refusedAt: word('lostAt'),
        pushedLost: word('pushedLost'),
        turns: word('turns'),
      })
    }
  })

  test('says where on a page writes were refused: behind its last event at that time', () => {
    const ring = new TestRing({ pagesPerCpu: 2, overwrite: false })
    // five events of 24 bytes fill a page of 128 but for 8 bytes; what is shorter than the rest would still fit
    ring.fill(0, 13, { length: 12 })
    const [first, last] = [ring.capture().live().page(0), ring.capture().live().page(1)]
    expect(first).toMatchObject({ refusedHere: 0, refusedAt: 0 })
    expect(last).toMatchObject({ committedBytes: 120, refusedHere: 3, refusedAt: 120 })
  })

  test('is a copy: what happens afterwards does not show', () => {
    const ring = busyRing()
    const capture = ring.capture(0)
    const before = { numbers: [...capture.numbers], bytes: [...capture.ringBytes(0)] }
    const kept = SlotCapture.allocate(ring.buffer.layout)
    kept.copyFrom(capture)
    ring.fill(0, 20)
    ring.consumeAll()
    expect({ numbers: [...capture.numbers], bytes: [...capture.ringBytes(0)] }).toEqual(before)
    captureSlot(ring.buffer, 0, capture)
    expect([...capture.numbers]).not.toEqual(before.numbers)
    expect({ numbers: [...kept.numbers], bytes: [...kept.ringBytes(0)] }).toEqual(before)
  })

  test('leaves the bytes of large rings out', () => {
    const geometry = { cpus: 1, pageSize: 4096, snapshot: false }
    const small = computeLayout({ ...geometry, pagesPerCpu: 16 })
    const large = computeLayout({ ...geometry, pagesPerCpu: 17 })
    expect([capturesBytes(small), capturesBytes(large)]).toEqual([true, false])
    expect(captureBytes(large)).toBeLessThan(4096)
    const ring = new TestRing({ ...geometry, pagesPerCpu: 17 })
    ring.fill(0, 200)
    expect(ring.capture().live().bytes.length).toBe(0)
    expect(ring.live()).toMatchObject({ entries: 200 })
  })

  test('says who holds the lock, and that interrupts are off', () => {
    const ring = new TestRing({ cpus: 2, actors: actorWords() })
    const said = (): unknown => [ring.capture(1).lockHolder, ring.capture(1).irqsOff]
    expect(said()).toEqual([undefined, false])
    const body = ring.writer(1).reserve(1, 4)
    expect(said()).toEqual([1, true])
    ring.writer(1).commit(body)
    expect(said()).toEqual([undefined, false])
  })
})

describe('what is captured adds up', () => {
  test('at rest', () => {
    const ring = busyRing()
    for (const cpu of [0, 1]) expect(restComplaintsOf(ring.capture(cpu))).toEqual([])
    expect(ring.ledger(0).buffered).toBeGreaterThan(0)
    expect(ring.ledger(0).inSnapshot).toBeGreaterThan(0)
  })

  test('at every probe point of writes, reads, a snapshot and page turns', () => {
    const captured = new Set<number>()
    const ring: TestRing[] = []
    const probe: Probe = (point) => {
      captured.add(point)
      for (const cpu of [0, 1]) expect((ring[0] && complaintsOf(ring[0].capture(cpu))) ?? []).toEqual([])
    }
    ring.push(new TestRing({ cpus: 2, pagesPerCpu: 2, snapshot: true, probe }))
    const [{ buffer, options }] = ring as [TestRing]
    for (let round = 0; round < 40; round++) {
      ring[0]?.fill(round % 2, 1, { length: (round * 13) % 118 })
      if (round % 5 === 0) ring[0]?.consume()
      if (round % 7 === 0) ring[0]?.iterate()
      if (round % 17 === 0) snapshotAll(buffer, options)
      buffer.setOverwrite(round % 11 < 6)
    }
    expect(captured.size).toBeGreaterThan(30)
    expect(captured).toContain(Point.OverrunWritten)
    expect(captured).toContain(Point.WriteRefused)
  })

  test('reserved bytes are those of the open reservation, from the moment its length is stored until the commit', () => {
    const reserved: [number, number][] = []
    const ring: TestRing[] = []
    const probe: Probe = (point) => {
      const page = ring[0]?.live().pages[0]
      if (page && reserved.at(-1)?.[1] !== page.reservedBytes) reserved.push([point, page.reservedBytes])
    }
    ring.push(new TestRing({ probe }))
    ring[0]?.fill(0, 1)
    expect(reserved).toEqual([
      [Point.Attempted, 0],
      [Point.LengthStored, 32],
      [Point.TailPublished, 0],
    ])
  })
})

describe('ledgers', () => {
  const ledger = {
    ...emptyLedger(),
    attempted: 10,
    committed: 6,
    inFlight: 1,
    refused: { disabled: 1, tooBig: 1, full: 1 },
  }

  test('the difference of both sums shows where they do not add up', () => {
    expect(ledgerDifference(emptyLedger())).toEqual({ attempted: 0, committed: 0 })
    expect(ledgerDifference({ ...ledger, read: 1, buffered: 2, overrun: 1, erased: 1, inSnapshot: 1 })).toEqual({
      attempted: 0,
      committed: 0,
    })
    expect(ledgerDifference({ ...ledger, read: 7 })).toEqual({ attempted: 0, committed: -1 })
    expect(ledgerDifference({ ...ledger, attempted: 12, read: 6 })).toEqual({ attempted: 2, committed: 0 })
  })

  test('are added term by term', () => {
    const twice = addLedgers(ledger, { ...ledger, read: 3, buffered: 4, overrun: 5, erased: 6, inSnapshot: 7 })
    expect(twice).toEqual({
      attempted: 20,
      committed: 12,
      inFlight: 2,
      refused: { disabled: 2, tooBig: 2, full: 2 },
      read: 3,
      buffered: 4,
      overrun: 5,
      erased: 6,
      inSnapshot: 7,
    })
  })
})
