import { expect, test } from 'vitest'
import { findEntries, glossaryEntry, GLOSSARY } from './glossary.ts'
import { plainText, textParts } from './rich-text.ts'

test('the glossary is in order, and each name is one entry', () => {
  const names = GLOSSARY.map(({ name }) => name.toLowerCase())
  expect(names).toEqual(names.toSorted())
  expect(new Set(names).size).toBe(names.length)
  // the name goes before what merely says it besides
  for (const { name } of GLOSSARY) expect(glossaryEntry(name)?.name).toBe(name)
})

test('what is typed finds names first, then other words for them, then texts', () => {
  expect(findEntries('')).toBe(GLOSSARY)
  const found = findEntries('Page').map(({ name }) => name)
  expect(found[0]).toBe('page')
  expect(found.indexOf('head page')).toBeLessThan(found.indexOf('straddle'))
  expect(findEntries('sub-buffer')[0]?.name).toBe('page')
  expect(findEntries('qqqq')).toEqual([])
  // the marks of the text are no part of it
  expect(findEntries('[[')).toEqual([])
})

test('rich text is cut at its marks', () => {
  expect(textParts('An [[overrun]] of [[page|pages]] in `consume`.')).toEqual([
    { kind: 'text', text: 'An ' },
    { kind: 'term', text: 'overrun', term: 'overrun' },
    { kind: 'text', text: ' of ' },
    { kind: 'term', text: 'pages', term: 'page' },
    { kind: 'text', text: ' in ' },
    { kind: 'code', text: 'consume' },
    { kind: 'text', text: '.' },
  ])
  expect(plainText('[[page|pages]], `x`')).toBe('pages, x')
})
