import { expect, test } from 'vitest'
import { findUrlProblems } from './url-parameters.ts'

test('a known parameter passes, every other one gets a sentence', () => {
  expect(findUrlProblems('')).toEqual([])
  expect(findUrlProblems('?theme=dark')).toEqual([])
  expect(findUrlProblems('?theme=pink')).toEqual([
    "The address asks for a theme 'pink'; there are dark, light, system.",
  ])
  expect(findUrlProblems('?lesson=1&colour=red')).toEqual([
    "The address asks for 'lesson', which is not in this release yet.",
    "The address has a parameter 'colour' that this page does not know.",
  ])
})
