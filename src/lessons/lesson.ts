/**
 * A lesson as data: what is told, what is done with the machine, what is asked, and what is so. The same data drives the page and its tests. Which answer is
 * right is not written down: it is what the machine does.
 */
import * as v from 'valibot'
import { ActSchema, PointNamed } from './act.ts'
import type { Act } from './act.ts'
import { ExpressionError, requireExpression } from './expression.ts'
import { expressionsIn } from './fill.ts'

const Words = v.pipe(v.string(), v.nonEmpty('is empty'))
const Id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is no id: take small letters and digits, with hyphens between'),
)

/** Of what the machine shows; see expression.ts. */
const Expression = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) check(dataset.value, (message) => addIssue({ message }))
  }),
)
/** With `{expressions}`, and with terms and code as in rich-text.ts. */
const Sentence = v.pipe(
  Words,
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) for (const text of expressionsIn(dataset.value)) check(text, (message) => addIssue({ message }))
  }),
)

function check(expression: string, complain: (message: string) => void): void {
  try {
    requireExpression(expression)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    complain(error.message)
  }
}

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))

export const ChoiceSchema = v.strictObject({
  text: Sentence,
  /** true, once it was done, of the right choice and of no other */
  holds: Expression,
  /** told to whoever chose it: which misconception it is, or why it is right */
  why: Sentence,
})

const PredictionParts = v.strictObject({
  question: Sentence,
  /** either some choices … */
  choices: v.optional(v.pipe(v.array(ChoiceSchema), v.minLength(2, 'needs two choices at least'))),
  /** … or a page to click: in the row of which CPU, and which it is, once it was done */
  page: v.optional(v.strictObject({ cpu: Whole, is: Expression })),
  /** to see it */
  acts: v.pipe(v.array(ActSchema), v.minLength(1, 'needs something to be done, to see it')),
  /** the reason, told once it was seen */
  because: v.pipe(v.array(Sentence), v.minLength(1)),
  /** the probe point of the op that shows it; its line of the source is shown as well */
  point: PointNamed,
})

export const PredictionSchema = v.pipe(
  PredictionParts,
  v.check(({ choices, page }) => (choices === undefined) !== (page === undefined), 'needs either choices or a page'),
)

export const PartSchema = v.strictObject({
  title: Words,
  text: v.pipe(v.array(Sentence), v.minLength(1)),
  /** done when the part is opened */
  acts: v.optional(v.array(ActSchema), []),
  /** the page that is shown in bytes */
  page: v.optional(v.tuple([Whole, Whole])),
  /** the CPU that has all the room */
  focus: v.optional(Whole),
  panel: v.optional(v.picklist(['Rings', 'Timeline', 'Bytes', 'Events', 'Merge', 'Statistics', 'Files', 'Latency'])),
  /** what one knows: words, and a value of the machine */
  facts: v.optional(v.array(v.tuple([Words, Expression])), []),
  predict: v.optional(PredictionSchema),
  /** one thing to change and try */
  attempt: v.optional(Sentence),
})

export const ChallengeSchema = v.strictObject({
  id: Id,
  title: Words,
  goal: Sentence,
  /** what differs from the lesson's machine */
  config: v.optional(v.record(v.string(), v.unknown()), {}),
  acts: v.optional(v.array(ActSchema), []),
  /** any way of getting there counts */
  wins: Expression,
  hints: v.pipe(v.array(Sentence), v.minLength(1)),
  /** one way of getting there: the tests take it */
  solution: v.array(ActSchema),
})

export const LessonSchema = v.strictObject({
  /** where editors find the schema */
  $schema: v.optional(v.string()),
  id: Id,
  title: Words,
  minutes: v.pipe(v.number(), v.minValue(1)),
  /** of the five that one takes first */
  core: v.optional(v.boolean(), false),
  /** what one will be able to do */
  outcomes: v.pipe(v.array(Words), v.minLength(1)),
  misconception: Words,
  /** what differs from one small CPU that is stepped */
  config: v.optional(v.record(v.string(), v.unknown()), {}),
  parts: v.pipe(v.array(PartSchema), v.minLength(1)),
  /** behind the last part, one after the other */
  challenges: v.optional(
    v.pipe(
      v.array(ChallengeSchema),
      v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'have an id twice'),
    ),
    [],
  ),
})

export type Choice = v.InferOutput<typeof ChoiceSchema>
export type Prediction = v.InferOutput<typeof PredictionSchema>
export type Part = v.InferOutput<typeof PartSchema>
export type Challenge = v.InferOutput<typeof ChallengeSchema>
export type Lesson = v.InferOutput<typeof LessonSchema>
/** As one writes it. */
export type LessonFile = v.InferInput<typeof LessonSchema>
export type ChallengeFile = v.InferInput<typeof ChallengeSchema>

/** What is done, in order: of each part what opens it, then what its prediction is about. Part `n` is shown behind segment 2n, and answered behind 2n + 1. */
export function segmentsOf({ parts }: Lesson): readonly (readonly Act[])[] {
  return parts.flatMap(({ acts, predict }) => [acts, predict?.acts ?? []])
}

/** What stands there instead of a part: behind the last one come the challenges. @param at index; undefined: a part, or nothing */
export function challengeAt({ parts, challenges }: Lesson, at: number): Challenge | undefined {
  return challenges[at - parts.length]
}

/** Each says where in the file. */
export class LessonError extends Error {
  override readonly name = 'LessonError'
  constructor(readonly problems: readonly string[]) {
    super(problems.join(' '))
  }
}

/** @throws LessonError */
export function readLesson(file: unknown): Lesson {
  return read(LessonSchema, file)
}
/** @throws LessonError */
export function readChallenge(file: unknown): Challenge {
  return read(ChallengeSchema, file)
}

function read<Schema extends v.GenericSchema>(schema: Schema, file: unknown): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, file)
  if (success) return output
  throw new LessonError(issues.map(sentenceOf))
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never'
  return `${v.getDotPath(issue) ?? 'The file'}: ${isUnknown ? 'no lesson has this' : issue.message}.`
}
