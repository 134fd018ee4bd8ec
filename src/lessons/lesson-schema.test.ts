import { toJsonSchema } from '@valibot/to-json-schema'
import { readFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { ActSchema, PointNamed } from './act.ts'
import { readLesson, LessonError, LessonSchema } from './lesson.ts'
import { playChallenge, playLesson } from './testing/play-lesson.ts'

const SCHEMA = new URL('../../public/lesson.schema.json', import.meta.url)
const README = new URL('../../README.md', import.meta.url)

test('the JSON schema is that of the type; `npx vitest run -u` writes it anew', async () => {
  // what expressions and sentences ask for is checked when a lesson is loaded: JSON schema has no words for it
  const definitions = { Act: ActSchema, Point: PointNamed }
  const schema = toJsonSchema(LessonSchema, { typeMode: 'input', errorMode: 'ignore', definitions })
  const text = JSON.stringify({ title: 'A lesson of Ringside', ...schema })
  const path = SCHEMA.pathname
  await expect(await format(text, { ...(await resolveConfig(path)), filepath: path })).toMatchFileSnapshot(path)
})

test('the lesson in the README can be played', async () => {
  const [, example = ''] = readFileSync(README, 'utf8').split('<!-- lesson -->')
  const lesson = readLesson(JSON.parse(example.replace(/^\s*```json|```\s*$/g, '')))
  const [part] = await playLesson(lesson)
  expect(part?.predicted?.after).toEqual([false, true])
  expect(lesson.challenge && (await playChallenge(lesson, lesson.challenge))).toEqual({ before: false, after: true })
})

const PART = { title: 'One', text: ['A sentence.'] }
const LESSON = { id: 'mine', title: 'Mine', minutes: 1, outcomes: ['do it'], misconception: 'None.', parts: [PART] }

test.each([
  ['is no object', 7, /The file/],
  ['has no title', { ...LESSON, title: undefined }, /^title: /],
  ['has an id with spaces', { ...LESSON, id: 'My lesson' }, /^id: .*small letters/],
  ['has no parts', { ...LESSON, parts: [] }, /^parts: /],
  ['asks for what cannot be read', { ...LESSON, parts: [{ ...PART, text: ['{1 +}'] }] }, /^parts\.0\.text\.0: /],
  ['does what cannot be done', { ...LESSON, parts: [{ ...PART, acts: [['fly', 0]] }] }, /^parts\.0\.acts\.0: /],
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
