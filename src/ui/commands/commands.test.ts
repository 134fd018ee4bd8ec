import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keyLabel } from './command.ts'
import { score } from '../shell/palette-score.ts'
import { COMMANDS } from './commands.ts'
import { keyTable } from './key-table.ts'

test('no two commands have the same id or title, and whoever has a key says where it acts', () => {
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length)
  expect(new Set(COMMANDS.map(({ title }) => title)).size).toBe(COMMANDS.length)
  for (const { id, keys, where, run } of COMMANDS) {
    expect(Boolean(keys) === Boolean(where), `${id}: a key and its place come together`).toBe(true)
    expect(Boolean(keys) || Boolean(run), `${id} can be done somehow`).toBe(true)
  }
})

test('no key means two things at one place', () => {
  const overlaps = { pictures: ['pictures', 'rings', 'timeline', 'page'], page: undefined } as const
  const bound = COMMANDS.flatMap(({ id, keys = [], where }) => keys.map((key) => ({ id, key: keyLabel(key), where })))
  for (const a of bound) {
    for (const b of bound) {
      if (a.id >= b.id || a.key !== b.key || a.where === 'dialog' || b.where === 'dialog') continue
      const places = [a.where, b.where]
      const meet =
        a.where === b.where ||
        places.includes('page') ||
        (places.includes('pictures') && places.every((each) => overlaps.pictures.some((place) => place === each)))
      expect(meet, `${a.key}: ${a.id} and ${b.id}`).toBe(false)
    }
  }
})

test('the README lists the keys as the page does', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const [, table = ''] = readme.split('<!-- keys -->')
  expect(table.trim(), 'the table between the marks in README.md').toBe(keyTable(COMMANDS))
})

test('typed words find commands by parts of their words, whole beginnings first', () => {
  const found = (typed: string) => COMMANDS.filter(({ title }) => score(title, typed) > 0).map(({ id }) => id)
  expect(found('share')[0]).toBe('share')
  expect(found('the dark')).toEqual(['theme-dark'])
  expect(score('Reset', 're')).toBeGreaterThan(score('All that is read', 're'))
  expect(found('qqqq')).toEqual([])
})
