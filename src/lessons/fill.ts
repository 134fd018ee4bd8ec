/** Numbers of a machine in sentences. */
import { evaluate } from './expression.ts'
import type { Value } from './expression.ts'

const PLACE = /\{([^{}]+)\}/g

/** What stands in braces. */
export function expressionsIn(sentence: string): string[] {
  return [...sentence.matchAll(PLACE)].map(([, expression]) => expression as string)
}

/** @throws ExpressionError */
export function fill(sentence: string, scope: object): string {
  return sentence.replace(PLACE, (_, expression: string) => written(evaluate(expression, scope)))
}

/** Thin spaces between thousands. */
export function written(value: Value): string {
  if (typeof value !== 'number') return String(value)
  const [whole = '', part] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u2009')
  return part === undefined ? grouped : `${grouped}.${part}`
}
