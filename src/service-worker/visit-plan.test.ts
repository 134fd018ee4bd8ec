import { expect, test } from 'vitest'
import { planOf, takeTheReload } from './visit-plan.ts'

test('only a page that could be isolated and is not, in a tab of its own, reloads', () => {
  expect(planOf({ isolated: false, framed: false })).toBe('isolate')
  expect(planOf({ isolated: true, framed: false })).toBe('keep')
  expect(planOf({ isolated: undefined, framed: false })).toBe('keep')
  for (const isolated of [true, false, undefined]) expect(planOf({ isolated, framed: true })).toBe('nothing')
})

test('a tab reloads once', () => {
  const kept = new Map<string, string>()
  const tab = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  }
  expect(takeTheReload(() => tab)).toBe(true)
  expect(takeTheReload(() => tab)).toBe(false)
})

test('never where it cannot be remembered', () => {
  const refuse = () => {
    throw new DOMException('switched off', 'SecurityError')
  }
  expect(takeTheReload(refuse)).toBe(false)
  expect(takeTheReload(() => ({ getItem: () => null, setItem: refuse }))).toBe(false)
  expect(takeTheReload(() => ({ getItem: () => null, setItem: () => undefined }))).toBe(false)
})
