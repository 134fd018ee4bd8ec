/** What holds of all cards; that their situations come about is seen in e2e. */
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { DEFAULT_CONFIG, findConfigProblem } from '../../machine/machine-config.ts'
import { glossaryEntry, GLOSSARY } from '../glossary.ts'
import { ActSchema } from '../act.ts'
import { textParts } from '../rich-text.ts'
import { CARDS } from './cards.ts'
import type { Card } from './card.ts'
import { configOf } from './situation.ts'

/** characters; longer ones are told in own words */
const SHORT_QUOTE = 140
/** page, number of pages and CPUs at their least and large */
const CONFIGS = [
  DEFAULT_CONFIG,
  { ...DEFAULT_CONFIG, cpus: 1, pagesPerCpu: 2, pageSize: 128 },
  { ...DEFAULT_CONFIG, cpus: 256, pagesPerCpu: 64, pageSize: 32_768 },
  { ...DEFAULT_CONFIG, workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity } as const },
  { ...DEFAULT_CONFIG, workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 0 } as const },
]

function textsOf({ question, sides, code, settled, notBuilt, situations }: Card): string[] {
  return [
    question,
    ...sides.map(({ position }) => position),
    ...settled.map(({ what }) => what),
    ...situations.flatMap(({ look }) => look),
    ...[code, notBuilt].filter((text) => text !== undefined),
  ]
}

test('ids and titles are unique, ids fit into a link', () => {
  expect(new Set(CARDS.map(({ id }) => id)).size).toBe(CARDS.length)
  expect(new Set(CARDS.map(({ title }) => title)).size).toBe(CARDS.length)
  for (const { id } of CARDS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test.each(CARDS)('$title: both sides, with short quotations; a settlement; something to see', (card) => {
  expect(card.sides.map(({ who }) => who)).toEqual(['Peter Zijlstra', 'Steven Rostedt'])
  for (const quote of card.sides.flatMap(({ quotes }) => quotes)) expect(quote.length, quote).toBeLessThan(SHORT_QUOTE)
  expect(card.settled.length).toBeGreaterThan(0)
  expect(card.situations.length).toBeGreaterThan(0)
  expect(new Set(card.situations.map(({ name }) => name)).size).toBe(card.situations.length)
  for (const situation of card.situations)
    expect(findConfigProblem(configOf(situation)), situation.name).toBeUndefined()
})

test.each(CARDS)('$title: what it does can be done, at points that there are', ({ situations }) => {
  for (const act of situations.flatMap(({ acts = [] }) => acts)) expect(v.is(ActSchema, act), act.join()).toBe(true)
})

test.each(CARDS)('$title: its arithmetic is numbers, whatever the configuration', ({ arithmetic }) => {
  for (const config of CONFIGS) {
    const { columns, rows } = arithmetic?.(config) ?? { columns: [], rows: [[]] }
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row.length).toBe(columns.length)
      const isNumber = (cell: number | string): boolean =>
        typeof cell === 'string' || (Number.isFinite(cell) && cell >= 0)
      expect(row.every(isNumber), row.join()).toBe(true)
    }
  }
})

test('every term that a text names is in the glossary', () => {
  const texts = [...CARDS.flatMap(textsOf), ...GLOSSARY.map(({ text }) => text)]
  const terms = texts.flatMap(textParts).filter((part) => part.kind === 'term')
  expect(terms.length).toBeGreaterThan(50)
  expect(terms.filter(({ term }) => !glossaryEntry(term)).map(({ term }) => term)).toEqual([])
})
