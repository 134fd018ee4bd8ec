import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readLesson, LessonError } from './lesson.ts'
import { schemaText } from './schema-plugin.ts'
import { lessonProblems } from './testing/lesson-problems.ts'
import { playChallenge, playLesson } from './testing/play-lesson.ts'

const README = new URL('../../README.md', import.meta.url)

test('the JSON schema names what a lesson has to have, and what can be done', () => {
  const { required, properties, $defs } = JSON.parse(schemaText())
  expect(required).toEqual(['id', 'title', 'minutes', 'outcomes', 'misconception', 'parts'])
  expect(Object.keys(properties)).toContain('challenges')
  expect(JSON.stringify($defs)).toContain('"write"')
})

test('the lesson in the README can be played', async () => {
  const [, example = ''] = readFileSync(README, 'utf8').split('<!-- lesson -->')
  const lesson = readLesson(JSON.parse(example.replace(/^\s*```json|```\s*$/g, '')))
  const [part] = await playLesson(lesson)
  expect(part?.predicted?.after).toEqual([false, true])
  const [challenge] = lesson.challenges
  expect(challenge && (await playChallenge(lesson, challenge))).toEqual({ before: false, after: true })
})

test('a lesson file is checked as the course is: by what the machine does', async () => {
  const [, example = ''] = readFileSync(README, 'utf8').split('<!-- lesson -->')
  const file = JSON.parse(example.replace(/^\s*```json|```\s*$/g, ''))
  expect(await lessonProblems({ $schema: 'lesson.schema.json', ...file })).toEqual([])
  const [choice] = file.parts[0].predict.choices
  choice.holds = 'cpus[0].tail == 48'
  file.challenges[0].wins = 'true'
  expect(await lessonProblems(file)).toEqual([
    'parts.0.predict: 2 of its choices hold once it was done; one has to.',
    'challenges.0: it is won before anything was done.',
  ])
})

const PART = { title: 'One', text: ['A sentence.'] }
const CHALLENGE = { id: 'one', title: 'One', goal: 'Do it.', wins: 'op > 0', hints: ['Do.'], solution: [['consume']] }
const LESSON = { id: 'mine', title: 'Mine', minutes: 1, outcomes: ['do it'], misconception: 'None.', parts: [PART] }

test.each([
  ['is no object', 7, /The file/],
  ['has no title', { ...LESSON, title: undefined }, /^title: /],
  ['has an id with spaces', { ...LESSON, id: 'My lesson' }, /^id: .*small letters/],
  ['has no parts', { ...LESSON, parts: [] }, /^parts: /],
  ['asks for what cannot be read', { ...LESSON, parts: [{ ...PART, text: ['{1 +}'] }] }, /^parts\.0\.text\.0: /],
  ['has a word too many', { ...LESSON, challenge: {} }, /^challenge: no lesson has this\.$/],
  ['has a word too many inside', { ...LESSON, parts: [{ ...PART, predcit: {} }] }, /^parts\.0\.predcit: no lesson has/],
  ['does what cannot be done', { ...LESSON, parts: [{ ...PART, acts: [['fly', 0]] }] }, /^parts\.0\.acts\.0: /],
  [
    'asks and has no answers',
    {
      ...LESSON,
      parts: [{ ...PART, predict: { question: 'Why?', acts: [['consume']], because: ['So.'], point: 'HeadAdvanced' } }],
    },
    /^parts\.0\.predict: needs either choices or a page/,
  ],
  ['has two challenges of one id', { ...LESSON, challenges: [CHALLENGE, CHALLENGE] }, /^challenges: have an id twice/],
  [
    'is shown by no probe point',
    {
      ...LESSON,
      parts: [
        {
          ...PART,
          predict: {
            question: 'Why?',
            page: { cpu: 0, is: '1' },
            acts: [['consume']],
            because: ['So.'],
            point: 'Nowhere',
          },
        },
      ],
    },
    /^parts\.0\.predict\.point: /,
  ],
])('a lesson that %s says where it is broken', (_, file, sentence) => {
  expect(() => readLesson(file)).toThrow(LessonError)
  expect(() => readLesson(file)).toThrow(sentence)
})
