/** The files of a buffer, over real rings: each against what is known of the ring by another way. */
import { describe, expect, test } from 'vitest'
import { EventTypes } from '../events/event-types.ts'
import { cpuStats, statsText } from '../ring/rfc/cpu-stats.ts'
import { resetCpu } from '../ring/rfc/snapshot.ts'
import { Seeded } from '../ring/testing/seeded.ts'
import { seen, TestRing } from '../ring/testing/test-ring.ts'
import type { SeenEvent, TestRingOptions } from '../ring/testing/test-ring.ts'
import { parseFtraceText } from '../trace-files/ftrace-text.ts'
import { binaryFile, statsFile } from './ring-files.ts'
import { exportFile, textFile } from './text-file.ts'
import { readUnread } from './unread.ts'
import type { UnreadCounts } from './unread.ts'

const NUMBERED = 7
const types = new EventTypes([
  { id: NUMBERED, name: 'numbered', fields: ['field:u8 n; offset:0; size:1; signed:0;'], print: '"n=%u", REC->n' },
])

function usedRing(seed: number, options: TestRingOptions = {}): TestRing {
  const random = new Seeded(seed)
  const ring = new TestRing({ cpus: 3, pagesPerCpu: 3, ...options })
  for (let step = 0; step < 120; step++) {
    if (random.below(6) === 0) ring.consume()
    else ring.write(random.below(3), [step, ...Array<number>(random.below(40)).fill(1)], random.below(2) ? NUMBERED : 8)
  }
  return ring
}

function unread(ring: TestRing): { events: SeenEvent[]; counts: UnreadCounts } {
  const events: SeenEvent[] = []
  const counts = readUnread(ring.buffer, ring.options, (event) => events.push(seen(event)))
  return { events, counts }
}

function linesOf(ring: TestRing, file: typeof textFile, counts = false): string[] {
  const { events, counts: unreadCounts } = unread(ring)
  const delivered = events.map((event) => ({ ...event, body: Uint8Array.from(event.body) }))
  return [...file(delivered, unreadCounts, { types, counts })]
}

/** What an event of these rings prints. */
function textOf({ type, body }: SeenEvent): string {
  const hex = body.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return type === NUMBERED ? `n=${body[0]}` : `type ${type}: ${hex}`
}

describe.each([1, 2, 3])('text, seed %d', (seed) => {
  test('has a line for each event that the iterator gives, in its order, and what it lost before', () => {
    const ring = usedRing(seed)
    const before = ring.memory()
    const lines = linesOf(ring, textFile)
    expect(ring.memory()).toEqual(before)
    const expected = ring.iterate().flatMap((event) => {
      const lost = event.lostBefore > 0 ? [`CPU:${event.cpu} [LOST ${event.lostBefore} EVENTS]`] : []
      const name = event.type === NUMBERED ? 'numbered: ' : ''
      return [...lost, `[00${event.cpu}]      0.000000: ${name}${textOf(event)}`]
    })
    const shown = lines.filter((line) => !line.startsWith('#')).map((line) => line.replace(/^ +<\.\.\.>-0 +/, ''))
    expect(shown).toEqual(expected)
    expect(shown.length).toBeGreaterThan(10)
  })

  test('its header says how many there are, and how many were written', () => {
    const ring = usedRing(seed)
    const entries = ring.iterate().length
    const written = entries + ring.buffer.count('overrun')
    expect(written).toBeGreaterThan(entries)
    expect(linesOf(ring, textFile)).toContain(`# entries-in-buffer/entries-written: ${entries}/${written}   #P:3`)
  })

  test('the export read back gives the same events and losses', () => {
    const ring = usedRing(seed, { overwrite: seed !== 3 })
    const trace = parseFtraceText(linesOf(ring, exportFile, true).join('\n'))
    const events = ring.iterate()
    const plain = events.map((event) => ({ cpu: event.cpu, ts: event.ts, text: textOf(event) }))
    expect(trace.records.map(({ cpu, ts, text }) => ({ cpu, ts, text }))).toEqual(plain)
    expect(trace.records.map(({ name }) => name)).toEqual(
      events.map(({ type }) => (type === NUMBERED ? 'numbered' : 'unnamed')),
    )
    const lostAtEnd = unread(ring).counts.lostAtEnd.reduce((sum, { count }) => sum + count, 0)
    expect(trace.lost).toBeGreaterThan(0)
    expect(trace.lost).toBe(events.reduce((sum, { lostBefore }) => sum + lostBefore, lostAtEnd))
  })
})

test('writes that were refused behind the last event are told at the end', () => {
  const ring = new TestRing({ overwrite: false, cpus: 2, pagesPerCpu: 2 })
  ring.fill(1, 12)
  expect(unread(ring).counts).toEqual({ cpus: 2, entries: 8, overruns: 0, lostAtEnd: [{ cpu: 1, count: 4 }] })
  expect(linesOf(ring, textFile).at(-1)).toBe('CPU:1 [LOST 4 EVENTS]')
  expect(linesOf(ring, exportFile).at(-1)).toBe('CPU:1 [4 EVENTS DROPPED]')
  for (let event = 0; event < 6; event++) ring.consume()
  ring.fill(1, 1)
  expect(unread(ring).counts.lostAtEnd).toEqual([])
  expect(unread(ring).events.map(({ lostBefore }) => lostBefore)).toEqual([0, 0, 4])
  resetCpu(ring.buffer, 1, ring.options)
  expect(unread(ring).counts).toMatchObject({ entries: 0, lostAtEnd: [] })
})

test('binary is the pages of the live ring, stale bytes and all', () => {
  const ring = usedRing(4)
  for (let cpu = 0; cpu < 3; cpu++) {
    const pages = [0, 1, 2].flatMap((page) => ring.page(page, cpu))
    expect([...binaryFile(ring.buffer, cpu, ring.options.locks)]).toEqual(pages)
  }
  expect(() => binaryFile(ring.buffer, 3, ring.options.locks)).toThrow(/no CPU 3/)
})

test('stats are those of every CPU, each under its heading', () => {
  const ring = usedRing(5)
  const stats = [0, 1, 2].map((cpu) => cpuStats(ring.buffer, cpu, { locks: ring.options.locks, nowTs: 99 }))
  const [one = '', two = '', three = ''] = stats.map((each) => statsText(each, false))
  expect(statsFile(stats, true)).toBe(`CPU: 0\n${one}\nCPU: 1\n${two}\nCPU: 2\n${three}`)
})
