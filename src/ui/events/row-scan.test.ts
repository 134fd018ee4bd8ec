import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { EventLog, KEPT_ROWS } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { NO_FILTER } from './events-store.ts'
import { ListPart } from './list-part.ts'
import { placeOf, RowNumbers } from './row-numbers.ts'
import type { RowRun } from './row-numbers.ts'
import { RowPrinter } from './row-printer.ts'
import { isFiltering, rowTests, textPattern } from './row-tests.ts'
import type { TestInput } from './row-tests.ts'
import { eventRow, lostRow } from './testing/made-rows.ts'

const SEED = 2008
const types = new EventTypes()
const printer = new RowPrinter(types, true)

function numbersIn(run: RowRun): number[] {
  return Array.from({ length: run.end - run.from }, (_, at) => run.at(run.from + at))
}

/** What the filter lets through, and what of it the search finds, all at once. */
function naive(rows: readonly LogRow[], decisions: TestInput['decisions']): { shown: number[]; matches: number[] } {
  const { hiddenCpus, hiddenTypes, text, onlyMatches } = decisions
  const holds = (row: LogRow): boolean => printer.line(row).toLowerCase().includes(text.toLowerCase())
  const isShown = (row: LogRow): boolean =>
    row.kind !== 'event' ||
    (!hiddenCpus.includes(row.cpu) &&
      !hiddenTypes.includes(types.nameOf(row.type)) &&
      (!onlyMatches || text === '' || holds(row)))
  const numbered = rows.map((row, number) => ({ row, number }))
  const shown = numbered.filter(({ row }) => isShown(row))
  const matches = text === '' ? [] : shown.filter(({ row }) => holds(row))
  return { shown: shown.map(({ number }) => number), matches: matches.map(({ number }) => number) }
}

const rowOf = fc.oneof(
  { weight: 6, arbitrary: fc.record({ cpu: fc.nat(3), ts: fc.nat(99), type: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)
const decisionsOf = fc.record({
  hiddenCpus: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
  hiddenTypes: fc.uniqueArray(fc.constantFrom('steady', 'irq', 'type 3'), { maxLength: 2 }),
  text: fc.constantFrom('', '7', '[002]', 'STEADY', 'lost', '1: type'),
  onlyMatches: fc.boolean(),
})

test(`looked for in slices while rows arrive, it is what one look at all of them finds, seed ${SEED}`, () => {
  fc.assert(
    fc.property(fc.array(fc.array(rowOf, { maxLength: 90 }), { maxLength: 6 }), decisionsOf, (batches, decisions) => {
      const log = new EventLog()
      const part = new ListPart(log)
      part.look(rowTests({ decisions, types, printer }))
      const all: LogRow[] = []
      for (const batch of batches) {
        const rows = batch.map((row) => (row ? eventRow(row) : lostRow(1, 5)))
        log.append(rows)
        all.push(...rows)
        part.advance(() => true)
      }
      while (!part.advance(() => true));
      const { shown, matches } = naive(all, decisions)
      expect(numbersIn(part.shown)).toEqual(shown)
      expect(numbersIn(part.matches)).toEqual(matches)
      expect(part.share).toBe(1)
    }),
    { seed: SEED },
  )
})

test('a slice ends when it is over, and the next goes on there', () => {
  const log = new EventLog()
  log.append(Array.from({ length: 200 }, (_, ts) => eventRow({ ts })))
  const part = new ListPart(log)
  part.look(rowTests({ decisions: { ...NO_FILTER, hiddenCpus: [1], text: '' }, types, printer }))
  expect(part.advance(() => true)).toBe(false)
  expect(numbersIn(part.shown)).toHaveLength(64)
  expect(part.share).toBe(0.32)
  expect(part.advance(() => false)).toBe(true)
  expect(numbersIn(part.shown)).toHaveLength(200)
})

test('what is found goes with the rows that the log gives up, and the numbers stay', () => {
  const log = new EventLog()
  const part = new ListPart(log)
  part.look(rowTests({ decisions: { ...NO_FILTER, hiddenCpus: [1], text: '' }, types, printer }))
  const batch = Array.from({ length: 65_536 }, (_, at) => eventRow({ cpu: at % 4, body: new Uint8Array(0) }))
  for (let rows = 0; rows < KEPT_ROWS + batch.length; rows += batch.length) {
    log.append(batch)
    part.advance(() => false)
  }
  expect(log.first).toBeGreaterThan(0)
  const { shown } = part
  expect(shown.end - shown.from).toBe((log.length * 3) / 4)
  expect(shown.at(shown.from)).toBe(log.first)
  expect(numbersIn(shown).every((number) => number % 4 !== 1)).toBe(true)
})

test('losses, laps and what was not listed pass every filter', () => {
  const log = new EventLog()
  log.append([
    lostRow(0, 3),
    eventRow(),
    { kind: 'lap', lap: 1, ts: 5 },
    { kind: 'unlisted', count: 9, ts: 5 },
    eventRow(),
  ])
  const part = new ListPart(log)
  part.look(
    rowTests({
      decisions: { hiddenCpus: [0], hiddenTypes: ['steady'], text: 'nothing', onlyMatches: true },
      types,
      printer,
    }),
  )
  part.advance(() => false)
  expect(numbersIn(part.shown)).toEqual([0, 2, 3])
})

test('a text alone filters nothing until it is told to', () => {
  expect(isFiltering({ ...NO_FILTER, text: 'x' })).toBe(false)
  expect(isFiltering({ ...NO_FILTER, text: 'x', onlyMatches: true })).toBe(true)
  expect(isFiltering({ ...NO_FILTER, text: '', onlyMatches: true })).toBe(false)
})

test('what one searches for is text, not a pattern', () => {
  const text = 'a.c (b)* [0-9] \\d ^$ {1} | / +?'
  expect(textPattern(text).exec(`x ${text.toUpperCase()} y`)?.index).toBe(2)
  expect(textPattern('a.c').test('abc')).toBe(false)
})

test('numbers of rows keep their places when the oldest go', () => {
  const numbers = new RowNumbers()
  for (let number = 0; number < 5000; number++) {
    numbers.push(3 * number)
    if (number % 7 === 0) numbers.dropBefore(2 * number)
  }
  expect([numbers.from, numbers.end]).toEqual([3332, 5000])
  expect(numbers.at(4000)).toBe(12_000)
  expect([placeOf(numbers, 0), placeOf(numbers, 11_999), placeOf(numbers, 99_999)]).toEqual([3332, 4000, 5000])
})
