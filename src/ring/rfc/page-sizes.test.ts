/** Every page size a buffer may have, with the smallest and the largest events. */
import { describe, expect, test } from 'vitest'
import { maxPayloadBytes } from '../trace-buffer.ts'
import { firstBytes, TestRing } from '../testing/test-ring.ts'

const sizes = [128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768]

describe.each(sizes)('pages of %d bytes', (pageSize) => {
  const largest = maxPayloadBytes(pageSize)
  const total = Math.min(pageSize, 32760)

  test('take one event with the largest body each, which comes back whole', () => {
    const ring = new TestRing({ pageSize, pagesPerCpu: 2 })
    expect(largest).toBe(total - 12)
    for (const lap of [0, 1, 2]) {
      const body = Array.from({ length: largest }, (_, at) => (at * 7 + lap) & 255)
      expect(ring.write(0, body)).toBe('committed')
      expect(ring.live()).toMatchObject({ tailPage: lap % 2, tail: total })
      expect(ring.consume()).toMatchObject({ length: total, body, lostBefore: 0 })
    }
    expect(ring.writer(0).reserve(1, largest + 1)).toBeLessThan(0)
    expect(ring.ledger()).toMatchObject({ attempted: 4, committed: 3, read: 3, refused: { tooBig: 1 } })
  })

  test('are lost one by one under the largest events', () => {
    const ring = new TestRing({ pageSize, pagesPerCpu: 3 })
    ring.fill(0, 5, { length: largest })
    expect(ring.live().pages.map(({ paddingBytes }) => paddingBytes)).toContain(pageSize - total)
    expect(ring.consumeAll().map(({ body, lostBefore }) => [body[0], lostBefore])).toEqual([
      [3, 2],
      [4, 0],
      [5, 0],
    ])
  })

  test('hold page size / 16 of the smallest events', () => {
    const ring = new TestRing({ pageSize, pagesPerCpu: 2, overwrite: false })
    const outcomes = ring.fill(0, pageSize / 8 + 1, { length: 4 })
    expect(outcomes.pop()).toBe('full')
    expect(new Set(outcomes)).toEqual(new Set(['committed']))
    expect(ring.live()).toMatchObject({ tailPage: 1, tail: pageSize, entries: pageSize / 8 })
    expect(ring.consumeAll().length).toBe(pageSize / 8)
  })

  test.each([8, 16, 24, 40])('that have %d bytes left when the page turns', (left) => {
    const ring = new TestRing({ pageSize, pagesPerCpu: 2 })
    ring.fill(0, 1, { length: pageSize / 2 - 12 })
    ring.fill(0, 1, { length: pageSize / 2 - left - 12 })
    const before = ring.live().tail
    ring.fill(0, 1, { length: left, first: 9 }) // with its header, 12 too many
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: before, paddingBytes: left })
    expect(ring.live()).toMatchObject({ tailPage: 1, tail: Math.ceil((left + 12) / 8) * 8 })
    expect(firstBytes(ring.consumeAll()).at(-1)).toBe(9)
  })
})
