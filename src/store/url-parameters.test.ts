import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_CONFIG } from '../machine/machine-config.ts'
import { fromLinkText, toLinkText } from './link-text.ts'
import { makeLink } from './link.ts'
import { readUrl } from './url-parameters.ts'

const ADDRESS = 'https://example.org/a/?theme=dark'
const SEED = 20080924

test('a known parameter passes, every other one gets a sentence', () => {
  expect(readUrl('').problems).toEqual([])
  expect(readUrl('?theme=dark').problems).toEqual([])
  expect(readUrl('?theme=pink').problems).toEqual([
    "The address asks for a theme 'pink'; there are dark, light, system.",
  ])
  expect(readUrl('?embed=1&colour=red').problems).toEqual([
    "The address has a parameter 'colour' that this page does not know.",
    'The address asks for a figure of a lesson, but names none: add lesson=….',
  ])
})

test('a link has what differs from the default, and reading it gives that back', () => {
  const config = {
    ...DEFAULT_CONFIG,
    cpus: 3,
    reader: { kind: 'consume' as const, eventsPerSecond: Infinity },
    clockOffsetsNs: [0, -250],
  }
  const view = { shell: { lower: 'Merge' } }
  const { url, missing } = makeLink(ADDRESS, config, view)
  const read = readUrl(new URL(url).search)
  expect(read).toEqual({
    config: { cpus: 3, reader: config.reader, clockOffsetsNs: [0, -250] },
    view,
    steps: {},
    problems: [],
  })
  expect(missing).toEqual([])
  expect(new URL(url).searchParams.get('theme')).toBe('dark')
  expect(makeLink(ADDRESS, DEFAULT_CONFIG, {}).url).toBe(ADDRESS)
  expect(makeLink(url, DEFAULT_CONFIG, {}).url).toBe(ADDRESS)
})

test('an opened file is named, and the link starts with the bundled trace', () => {
  const workload = { kind: 'trace' as const, source: 'mine.txt', speed: 2 }
  const { url, missing } = makeLink(ADDRESS, { ...DEFAULT_CONFIG, workload }, {})
  expect(url).toBe(ADDRESS)
  expect(missing.join()).toContain('mine.txt')
})

test('a configuration can be written by hand', () => {
  expect(readUrl(`?config=${encodeURIComponent('{"cpus":2}')}`).config).toEqual({ cpus: 2 })
})

test.each([
  ['cut off', toLinkText({ cpus: 2 }).slice(0, -3), /cannot be read/],
  ['of another version', '2.abc', /version 2/],
  ['no object', toLinkText([1]), /cannot be read/],
  ['nothing', '', /cannot be read/],
  ['not base64', '1.%%%', /cannot be read/],
])('a part that is %s gets a sentence', (_, text, sentence) => {
  const { config, problems } = readUrl(`?config=${encodeURIComponent(text)}`)
  expect(config).toEqual({})
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(sentence)
})

test(`any value comes back as it went in, seed ${SEED}`, () => {
  const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('∞'))
  const property = fc.property(fc.dictionary(fc.string(), plain), (value) => {
    expect(fromLinkText(toLinkText(value), 'view')).toEqual(JSON.parse(JSON.stringify(value)))
  })
  fc.assert(property, { seed: SEED })
})

test(`whatever stands in the address, the page has a sentence or an answer, seed ${SEED}`, () => {
  const property = fc.property(fc.string(), (text) => {
    const { config, problems } = readUrl(`?config=${encodeURIComponent(text)}`)
    expect(problems.length === 0 || Object.keys(config).length === 0).toBe(true)
  })
  fc.assert(property, { seed: SEED })
})
