import { expect, test } from 'vitest'
import { FIRST_READER } from '../../ring/slot-lock.ts'
import { changeWords } from './change-words.ts'

test('a lock is told by who holds it, not by its releases', () => {
  const releases = 834 << 10
  expect(changeWords({ word: 'cpu1.lock', from: releases, to: releases | 2 })).toBe('cpu1.lock free → CPU 1')
  expect(changeWords({ word: 'cpu1.lock', from: FIRST_READER + 1, to: 1 << 10 })).toBe('cpu1.lock reader → free')
})
