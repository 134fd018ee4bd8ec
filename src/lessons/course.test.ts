import { beforeAll, describe, expect, test } from 'vitest'
import { COURSE } from './course.ts'
import { glossaryEntry } from './glossary.ts'
import { readLesson } from './lesson.ts'
import type { Lesson } from './lesson.ts'
import { textParts } from './rich-text.ts'
import { playChallenge, playLesson } from './testing/play-lesson.ts'
import type { PlayedPart } from './testing/play-lesson.ts'

/** threads are started for each lesson, and others may need the cores */
const BOOTS_MS = 60_000

test('ids are unique', () => {
  expect(new Set(COURSE.map(({ id }) => id)).size).toBe(COURSE.length)
})

describe.each(COURSE)('$id', ({ load, id, title, minutes, core }) => {
  let lesson: Lesson
  let parts: PlayedPart[]
  beforeAll(async () => {
    lesson = readLesson(await load())
    parts = await playLesson(lesson)
  }, BOOTS_MS)

  test('is what the course says of it', () => {
    expect(lesson).toMatchObject({ id, title, minutes, core })
  })

  test('each prediction has choices or a page, never both', () => {
    const predictions = lesson.parts.flatMap(({ predict }) => predict ?? [])
    expect(predictions.filter(({ choices, page }) => (choices === undefined) === (page === undefined))).toEqual([])
  })

  test('of each prediction one choice holds once it was done, and its point was passed', () => {
    for (const { title: part, predicted } of parts) {
      if (!predicted) continue
      const { after, page, isShown } = predicted
      const right = page === undefined ? after.filter((holds) => holds === true).length : Number.isInteger(page)
      expect([part, right, isShown]).toEqual([part, page === undefined ? 1 : true, true])
      expect([part, after.filter((holds) => typeof holds !== 'boolean')]).toEqual([part, []])
    }
  })

  test('each of its terms is in the glossary', () => {
    const told = parts.flatMap(({ told, predicted }) => [...told, ...(predicted?.told ?? [])])
    const terms = told.flatMap(textParts).flatMap((part) => (part.kind === 'term' ? part.term : []))
    expect(terms.filter((term) => !glossaryEntry(term))).toEqual([])
  })

  test('its challenges are not won at the start, and their solutions win them', async () => {
    expect(lesson.challenges.length).toBeGreaterThan(0)
    for (const challenge of lesson.challenges)
      expect([challenge.id, await playChallenge(lesson, challenge)]).toEqual([
        challenge.id,
        { before: false, after: true },
      ])
  })
})
