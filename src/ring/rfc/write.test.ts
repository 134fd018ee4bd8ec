/** The writer, paragraph by paragraph of the mail: header, rounding, reservation, the end of a page. */
import { describe, expect, test } from 'vitest'
import { KernelBug, Refused, RingError } from '../trace-buffer.ts'
import { RfcWriter } from './write.ts'
import { QUARTER, TestRing } from '../testing/test-ring.ts'

/** the header's bytes, little endian: counter, type, total length */
function header(stamp: number, type: number, length: number): number[] {
  const bytes = new DataView(new ArrayBuffer(12))
  bytes.setUint32(0, stamp % 2 ** 32, true)
  bytes.setUint32(4, Math.floor(stamp / 2 ** 32), true)
  bytes.setInt16(8, type, true)
  bytes.setInt16(10, length, true)
  return [...new Uint8Array(bytes.buffer)]
}

describe('an event', () => {
  test('is a 12-byte header of counter, type and length, then the body', () => {
    const ring = new TestRing()
    ring.clock.set(0x89abcdef, 0x01234567)
    expect(ring.write(0, [1, 2, 3, 4], 258)).toBe('committed')
    const counter = [0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01]
    expect(ring.page(0).slice(0, 16)).toEqual(counter.concat([2, 1], [16, 0], [1, 2, 3, 4]))
  })

  test.each([
    [0, 16],
    [1, 16],
    [4, 16],
    [5, 24],
    [12, 24],
    [13, 32],
    [20, 32],
  ])('with a body of %d bytes takes %d: header and body are rounded up to 8', (length, total) => {
    const ring = new TestRing()
    ring.fill(0, 2, { length })
    expect(ring.page(0).slice(total, total + 12)).toEqual(header(2, 1, total))
    expect(ring.live()).toMatchObject({ tailPage: 0, tail: 2 * total, entries: 2 })
  })

  test('keeps, in the bytes of its rounding, what the page held before', () => {
    const ring = new TestRing()
    const page = ring.buffer.pageAddress(ring.buffer.liveRing(0), 0)
    ring.buffer.u8.fill(0xee, page, page + 128)
    ring.write(0, [7])
    expect(ring.page(0).slice(12, 18)).toEqual([7, 0xee, 0xee, 0xee, 0xee, 0xee])
  })

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 19, 31, 100, 116])(
    'stores a body of %d bytes whole and no byte more',
    (length) => {
      const ring = new TestRing()
      const page = ring.buffer.pageAddress(ring.buffer.liveRing(0), 0)
      ring.buffer.u8.fill(0xee, page, page + 128)
      const body = Array.from({ length }, (_, at) => at + 1)
      ring.write(0, body)
      const rest = Array<number>(128 - 12 - length).fill(0xee)
      expect(ring.page(0).slice(12)).toEqual([...body, ...rest])
    },
  )

  test('has a type from 0 to 32767; others are refused and are no attempt', () => {
    const ring = new TestRing()
    expect(ring.write(0, [], 0)).toBe('committed')
    expect(ring.write(0, [], 32767)).toBe('committed')
    for (const type of [-1, 32768, 65536, 0.5]) expect(() => ring.write(0, [], type)).toThrow(RingError)
    expect(ring.ledger()).toMatchObject({ attempted: 2, committed: 2 })
    expect(ring.consumeAll().map(({ type }) => type)).toEqual([0, 32767])
  })

  test('never has the stamp 0, which on type 0 would look like padding', () => {
    const ring = new TestRing()
    ring.clock.set(0, 0)
    ring.write(0, [5], 0)
    ring.write(0, [6], 0)
    expect(ring.consumeAll().map(({ ts, type, body }) => [ts, type, body[0]])).toEqual([
      [1, 0, 5],
      [2, 0, 6],
    ])
  })
})

describe('reserve and commit', () => {
  test('reserve hands out the place of the body, commit publishes it', () => {
    const ring = new TestRing()
    const body = ring.writer(0).reserve(9, 8)
    ring.buffer.u8.set([8, 7, 6, 5, 4, 3, 2, 1], body)
    expect(ring.consume()).toBeUndefined()
    expect(ring.live()).toMatchObject({ tail: 0, entries: 1 })
    expect(ring.ledger()).toMatchObject({ attempted: 1, inFlight: 1, committed: 0, buffered: 0 })
    ring.writer(0).commit(body)
    expect(ring.live()).toMatchObject({ tail: 24, entries: 1 })
    expect(ring.ledger()).toMatchObject({ attempted: 1, inFlight: 0, committed: 1, buffered: 1 })
    expect(ring.consume()).toMatchObject({ type: 9, body: [8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0] })
  })

  test('write leaves the same bytes and words as reserve, filling in place and commit', () => {
    const [written, reserved] = [new TestRing(), new TestRing()]
    for (let index = 1; index <= 30; index++) {
      const body = Array<number>(index % 23).fill(index)
      written.write(0, body, index)
      const address = reserved.writer(0).reserve(index, body.length)
      reserved.buffer.u8.set(body, address)
      reserved.writer(0).commit(address)
    }
    expect(written.memory()).toEqual(reserved.memory())
  })

  test('interrupts are off from before the lock until after it', () => {
    const ring = new TestRing()
    const body = ring.writer(0).reserve(1, 4)
    expect(ring.capture().irqsOff).toBe(true)
    ring.writer(0).commit(body)
    expect(ring.capture().irqsOff).toBe(false)
    ring.writer(0).reserve(1, 1000)
    expect(ring.capture().irqsOff).toBe(false)
  })

  test('a CPU that the buffer does not have cannot write', () => {
    const { buffer, clock, options } = new TestRing({ cpus: 2 })
    expect(() => new RfcWriter(buffer, { ...options, cpu: 2, clock })).toThrow(RingError)
    expect(() => new RfcWriter(buffer, { ...options, cpu: -1, clock })).toThrow(RingError)
    const posted = new TestRing({ cpus: 2, asPosted: true })
    expect(() => new RfcWriter(posted.buffer, { ...options, cpu: 2, clock })).toThrow(KernelBug)
  })
})

describe('the end of a page', () => {
  test('an event that does not fit leaves a null event over the rest and goes to the next page', () => {
    const ring = new TestRing()
    ring.fill(0, 3) // 96 of 128
    ring.write(0, Array<number>(24).fill(9)) // 40: does not fit into 32
    expect(ring.page(0).slice(96, 108)).toEqual(header(0, 0, 32))
    expect(ring.page(1).slice(0, 12)).toEqual(header(4, 1, 40))
    const { pages, ...ringState } = ring.live()
    expect(ringState).toMatchObject({ tailPage: 1, tail: 40, entries: 4 })
    expect(pages[0]).toMatchObject({ committedBytes: 96, paddingBytes: 32, unread: 3 })
    expect(pages[1]).toMatchObject({ committedBytes: 40, paddingBytes: 0, unread: 1 })
  })

  test('a null event writes its header only; the bytes behind it stay', () => {
    const ring = new TestRing()
    const page = ring.buffer.pageAddress(ring.buffer.liveRing(0), 0)
    ring.buffer.u8.fill(0xee, page, page + 128)
    ring.fill(0, 3)
    ring.fill(0, 1, { length: 24 })
    expect(ring.page(0).slice(96)).toEqual([...header(0, 0, 32), ...Array<number>(20).fill(0xee)])
  })

  test('16 bytes left are padded by a null event of 16', () => {
    const ring = new TestRing()
    ring.fill(0, 1, { length: 100 }) // 112
    ring.fill(0, 1)
    expect(ring.page(0).slice(112, 124)).toEqual(header(0, 0, 16))
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: 112, paddingBytes: 16 })
  })

  test('8 bytes left are too short for a header: the page ends short and nothing is written there', () => {
    const ring = new TestRing()
    const page = ring.buffer.pageAddress(ring.buffer.liveRing(0), 0)
    ring.buffer.u8.fill(0xee, page, page + 128)
    ring.fill(0, 1, { length: 108 }) // 120
    ring.fill(0, 1)
    expect(ring.page(0).slice(120)).toEqual(Array<number>(8).fill(0xee))
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: 120, paddingBytes: 8 })
    expect(ring.consumeAll().map(({ length }) => length)).toEqual([120, 32])
  })

  test('an event that fits exactly fills the page without padding, and the page turns only with the next', () => {
    const ring = new TestRing()
    ring.fill(0, 4)
    expect(ring.live()).toMatchObject({ tailPage: 0, tail: 128 })
    ring.fill(0, 1)
    expect(ring.live()).toMatchObject({ tailPage: 1, tail: 32 })
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: 128, paddingBytes: 0 })
  })

  test('a reservation turns the page already', () => {
    const ring = new TestRing()
    ring.fill(0, 4)
    const body = ring.writer(0).reserve(1, QUARTER)
    expect(ring.live()).toMatchObject({ tailPage: 1, tail: 0 })
    expect(ring.live().pages[1]).toMatchObject({ committedBytes: 0, reservedBytes: 32 })
    ring.writer(0).commit(body)
    expect(ring.live().pages[1]).toMatchObject({ committedBytes: 32, reservedBytes: 0 })
  })

  test('the last page is followed by page 0', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 8)
    ring.consumeAll()
    ring.fill(0, 1)
    expect(ring.live()).toMatchObject({ tailPage: 0, tail: 32, headPage: 1, head: 128 })
    expect(ring.consumeAll().length).toBe(1)
  })
})

describe('an event that is too big', () => {
  test('is refused by its reason, and draws no stamp', () => {
    const ring = new TestRing()
    expect(ring.writer(0).reserve(1, 117)).toBe(Refused.tooBig)
    expect(ring.write(0, Array<number>(116).fill(1))).toBe('committed')
    expect(ring.ledger()).toMatchObject({ attempted: 2, committed: 1, refused: { tooBig: 1, full: 0, disabled: 0 } })
    expect(ring.consume()?.ts).toBe(1)
  })

  test('is refused as disabled while recording is off, and as too big where the ring is full as well', () => {
    const ring = new TestRing({ overwrite: false, pagesPerCpu: 2 })
    ring.fill(0, 8)
    expect(ring.write(0, Array<number>(117).fill(1))).toBe('too-big')
    const iterator = ring.iterator()
    expect(ring.write(0, Array<number>(117).fill(1))).toBe('disabled')
    iterator.finish()
  })
})
