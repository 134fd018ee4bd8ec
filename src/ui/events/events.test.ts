import { describe, expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { EventLog } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { formatPlain } from '../../trace-files/plain-format.ts'
import { parseFtraceText } from '../../trace-files/ftrace-text.ts'
import { rangesIn } from './Marked.tsx'
import { applyEventsLink, createEventsStore, eventsLink } from './events-store.ts'
import { delayWords, fieldRows, sinceWords } from './event-details.ts'
import { ListPart } from './list-part.ts'
import { ListRows } from './list-rows.ts'
import { countWords, matchWords } from './list-words.ts'
import { countRows } from './row-counts.ts'
import { nextEvent, previousEvent } from './row-neighbours.ts'
import { joined, RowPrinter } from './row-printer.ts'
import { copyText, fileText } from './rows-text.ts'
import { textPattern } from './row-tests.ts'
import { eventRow, lostRow } from './testing/made-rows.ts'

const types = new EventTypes()
types.register({
  id: 7,
  name: 'mark',
  fields: ['field:char text[8]; offset:0; size:8; signed:1;'],
  print: '"%s", REC->text',
})
const printer = new RowPrinter(types, false)
const textBody = (text: string): Uint8Array => Uint8Array.from({ length: 8 }, (_, at) => text.charCodeAt(at) || 0)
const MARK = eventRow({ cpu: 2, ts: 1_234_567_890, type: 7, body: textBody('Hello') })
const UNTYPED = eventRow({ cpu: 11, ts: 2_000_000_000, type: 99, body: Uint8Array.of(1, 255), task: '<...>' })
const ROWS: readonly LogRow[] = [
  lostRow(2, 4, 5),
  MARK,
  { kind: 'lap', lap: 1, ts: 6 },
  UNTYPED,
  { kind: 'unlisted', count: 9, ts: 7 },
]

function listOf(read: readonly LogRow[], unread: readonly LogRow[] = []): ListRows {
  const [log, unreadLog] = [new EventLog(), new EventLog()]
  log.append(read)
  unreadLog.append(unread)
  const rows = new ListRows(new ListPart(log), new ListPart(unreadLog))
  rows.hasNote = unread.length > 0
  return rows
}

describe('a row as text', () => {
  test('is the line that trace prints', () => {
    const at = { flags: '', lostBefore: 0 }
    const [, , , , , , line, other] = [
      ...formatPlain(
        [
          { ...at, cpu: 2, ts: MARK.ts, task: 'bash', pid: 1977, name: 'mark', text: 'Hello' },
          { ...at, cpu: 11, ts: UNTYPED.ts, task: '<...>', pid: 0, name: 'unnamed', text: 'type 99: 01ff' },
        ],
        { tracer: 'nop', entries: 2, written: 2, cpus: 12, irqInfo: false, stamp: 'us' },
      ),
    ]
    expect([printer.traceLine(MARK), printer.traceLine(UNTYPED)]).toEqual([line, other])
    expect(printer.traceLine(lostRow(2, 4))).toBe('CPU:2 [LOST 4 EVENTS]')
  })

  test('is searched as it is listed: rounded to the microsecond as ftrace does, with single blanks', () => {
    expect(printer.line(MARK)).toBe('bash-1977 [002] 1.234568: mark: Hello')
    expect(printer.line(UNTYPED)).toBe('<...> [011] 2.000000: type 99: 01ff')
    expect(joined(printer.pieces(MARK))).toBe(printer.line(MARK))
    expect(new RowPrinter(types, true).line(MARK)).toBe('bash-1977 [002] 1234567890: mark: Hello')
  })

  test('is marked where the text is found, however often', () => {
    expect(rangesIn(printer.line(MARK), textPattern('L', 'g'))).toEqual([
      [34, 35],
      [35, 36],
    ])
    expect(rangesIn('x', undefined)).toEqual([])
  })
})

describe('rows that leave the page', () => {
  test('are copied as lines', async () => {
    const text = await copyText({ rows: listOf(ROWS), printer, range: { from: 0, end: 5 } }, {})
    expect(await text.text()).toBe(
      `CPU:2 [LOST 4 EVENTS]\n${printer.traceLine(MARK)}\n# lap 2 of the trace begins\n${printer.traceLine(UNTYPED)}\n# 9 read, not listed\n`,
    )
  })

  test('are saved as a trace that can be read back; the line about what is unread is none of it', async () => {
    const rows = listOf(ROWS, [MARK])
    const file = await fileText(
      { rows, printer, range: { from: 0, end: rows.length } },
      {},
      { cpus: 12, counts: false },
    )
    const text = await file.text()
    expect(text).toContain('# entries-in-buffer/entries-written: 3/7   #P:12\n')
    const trace = parseFtraceText(text)
    expect(trace).toMatchObject({ cpus: 12, lost: 4, unparsed: { count: 0 } })
    expect(trace.records.map(({ cpu, task, name }) => `${cpu} ${task} ${name}`)).toEqual([
      '2 bash mark',
      '11 <...> unnamed',
      '2 bash mark',
    ])
  })

  test('making them can be cancelled', async () => {
    const rows = listOf(Array.from({ length: 100_000 }, () => MARK))
    const abort = new AbortController()
    const shares: number[] = []
    const onProgress = (share: number): void => {
      shares.push(share)
      abort.abort()
    }
    const making = copyText(
      { rows, printer, range: { from: 0, end: rows.length } },
      { signal: abort.signal, onProgress },
    )
    await expect(making).rejects.toThrow('aborted')
    expect(shares).toHaveLength(1)
    expect(shares[0]).toBeGreaterThan(0)
    expect(shares[0]).toBeLessThan(1)
  })
})

describe('a link', () => {
  const { getState, setState } = createEventsStore()

  test('carries what is not as at the start, and brings it back', () => {
    expect(eventsLink(getState())).toEqual({})
    setState({ hiddenCpus: [3, 1], hiddenTypes: ['steady'], text: 'a b', onlyMatches: true, follow: false })
    const link = JSON.parse(JSON.stringify(eventsLink(getState()))) as unknown
    expect(link).toEqual({ hiddenCpus: [3, 1], hiddenTypes: ['steady'], text: 'a b', onlyMatches: true })
    setState(applyEventsLink({}))
    expect(eventsLink(getState())).toEqual({})
    setState(applyEventsLink(link))
    expect(eventsLink(getState())).toEqual(link)
  })

  test.each([null, 5, 'x', [], { hiddenCpus: 'all', hiddenTypes: [3], text: 7, onlyMatches: 'yes' }])(
    'that makes no sense, as %j, changes nothing',
    (link) => {
      expect(applyEventsLink(link)).toEqual({ hiddenCpus: [], hiddenTypes: [], text: '', onlyMatches: false })
    },
  )

  test('keeps what does make sense', () => {
    expect(applyEventsLink({ hiddenCpus: [1, -1, 2.5, 'x'], text: 'x'.repeat(999) })).toMatchObject({
      hiddenCpus: [1],
      text: '',
    })
  })
})

describe('what the list says about itself', () => {
  const format = String
  const rows = {
    matchCount: 3,
    matchIndexOf: (number: number) => Math.ceil(number / 10),
    matchAt: (at: number) => 10 * at,
  }

  test.each([
    [undefined, 1, '3 matches'],
    [10, 1, '2 of 3'],
    [15, 1, '3 matches'],
    [10, 0.429, '2 of 3 … 42 %'],
  ])('with row %s picked and %s searched: %s', (at, share, words) => {
    expect(matchWords({ rows, at, share, format })).toBe(words)
  })

  test('nothing is found, or not yet', () => {
    const none = { ...rows, matchCount: 0 }
    expect(matchWords({ rows: none, at: 10, share: 1, format })).toBe('no match')
    expect(matchWords({ rows: none, at: 10, share: 0, format })).toBe('searching … 0 %')
    expect(matchWords({ rows: { ...rows, matchCount: 1 }, at: undefined, share: 1, format })).toBe('1 match')
  })

  test('how many rows, and of how many', () => {
    expect([countWords(5, 5, format), countWords(1, 1, format), countWords(0, 9, format)]).toEqual([
      '5 rows',
      '1 row',
      '0 of 9 rows',
    ])
  })

  test('how many of each CPU and type, block by block', () => {
    const log = new EventLog()
    log.append(Array.from({ length: 10_000 }, (_, at) => (at % 10 === 0 ? lostRow(0, 1) : eventRow({ cpu: at % 2 }))))
    expect(countRows([log, log])).toEqual({
      byCpu: new Map([
        [1, 10_000],
        [0, 8000],
      ]),
      byType: new Map([[1, 18_000]]),
    })
    log.append([eventRow({ cpu: 7 })])
    expect(countRows([log]).byCpu.get(7)).toBe(1)
  })
})

describe('the details of an event', () => {
  test('its neighbours are those of the stream, over losses and into what is unread', () => {
    const [a, b, c] = [eventRow({ cpu: 0, ts: 1 }), eventRow({ cpu: 1, ts: 2 }), eventRow({ cpu: 0, ts: 3 })]
    const rows = listOf([a, lostRow(1, 2), b], [c])
    const unread = rows.numberAt(rows.length - 1)
    expect([nextEvent(rows, 0)?.ts, nextEvent(rows, 2)?.ts, nextEvent(rows, unread)]).toEqual([2, 3, undefined])
    expect(previousEvent(rows, unread)?.ts).toBe(2)
    expect(previousEvent(rows, unread, 0)?.ts).toBe(1)
    expect(previousEvent(rows, 0)).toBeUndefined()
    // of the line about what is unread too
    expect([previousEvent(rows, unread - 1)?.ts, nextEvent(rows, unread - 1)?.ts]).toEqual([2, 3])
  })

  test('delays with the mark that ftrace gives them; of numbers, how many', () => {
    expect(delayWords(0, 152_000, false)).toBe('152.0 µs, marked !, more than 100 µs')
    expect(delayWords(0, 900, false)).toBe('900 ns')
    expect([delayWords(0, undefined, false), delayWords(0, 5, true)]).toEqual([undefined, undefined])
    expect([sinceWords(1000, 3500, false), sinceWords(9, 4, true), sinceWords(9, undefined, true)]).toEqual([
      '−2.5 µs',
      '5',
      'none is listed',
    ])
  })

  test('its fields, and the bytes of a type that nobody knows', () => {
    expect(fieldRows(MARK, types)).toEqual([{ name: 'text', value: '“Hello”' }])
    expect(fieldRows(UNTYPED, types)).toEqual([{ name: 'body', value: '01 ff' }])
    expect(fieldRows(eventRow({ type: 7, body: Uint8Array.of(1) }), types)).toEqual([
      { name: 'text', value: 'cut off' },
    ])
  })
})
