/** A part of a lesson with the numbers of the machine: what is told, what is asked, what is so. */
import { evaluate } from './expression.ts'
import { fill, written } from './fill.ts'
import type { Part, Prediction } from './lesson.ts'

export interface Told {
  readonly text: readonly string[]
  readonly facts: readonly (readonly [words: string, value: string])[]
  readonly question: string | undefined
  readonly choices: readonly string[]
  readonly attempt: string | undefined
}

export interface Answer {
  /** index of the choice that holds, or the page */
  readonly right: number
  /** of each choice */
  readonly whys: readonly string[]
  readonly because: readonly string[]
}

/** @param scope as expression.ts sees the machine when the part is opened @throws ExpressionError */
export function tell(part: Part, scope: object): Told {
  return {
    text: part.text.map((sentence) => fill(sentence, scope)),
    facts: part.facts.map(([words, value]) => [words, written(evaluate(value, scope))] as const),
    question: part.predict && fill(part.predict.question, scope),
    choices: part.predict?.choices?.map(({ text }) => fill(text, scope)) ?? [],
    attempt: part.attempt === undefined ? undefined : fill(part.attempt, scope),
  }
}

/** @param scope once it was done @throws ExpressionError */
export function answerOf({ choices, page, because }: Prediction, scope: object): Answer {
  return {
    right: page ? Number(evaluate(page.is, scope)) : (choices ?? []).findIndex(({ holds }) => evaluate(holds, scope)),
    whys: choices?.map(({ why }) => fill(why, scope)) ?? [],
    because: because.map((sentence) => fill(sentence, scope)),
  }
}

/** A lesson on paper, as the ring answered when the page was built; a file of it lies beside the lesson's recording. */
export interface Sheet {
  readonly parts: readonly { readonly told: Told; readonly answer: Answer | undefined }[]
  readonly challenges: readonly { readonly goal: string; readonly hints: readonly string[] }[]
}
