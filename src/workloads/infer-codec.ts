import { quote } from '../events/print-tokens.ts'
import type { FieldValue } from '../events/read-field.ts'
import type { EventCodec } from './event-codec.ts'
import { ValueColumn, type ColumnType } from './value-column.ts'

/**
 * Finds the fields of an event from its texts alone, where all of them are `key=value` after `key=value` with the same keys in the same
 * order: `cpu=2 path=/ load=0`, `type=devfreq, target=1`. What stands between the values is taken from the first text.
 */

/** no kernel event has as many; texts of that many keys are kept as texts */
const MAX_KEYS = 64
const KEY = /(^|[,;]?\s+|[,;({[])([A-Za-z_][\w.-]{0,60})=/g

interface Skeleton {
  readonly keys: readonly string[]
  /** literals[n] stands before value n; the last value goes to the end of the text */
  readonly literals: readonly string[]
}

/** @returns undefined where the texts are not all of one such form */
export function inferCodec(texts: readonly string[]): EventCodec | undefined {
  const skeleton = findSkeleton(texts[0] ?? '')
  if (!skeleton) return undefined
  const columns = skeleton.keys.map(() => new ValueColumn())
  for (const text of texts) {
    const values = splitText(text, skeleton.literals)
    if (!values) return undefined
    values.forEach((value, index) => columns[index]?.add(value))
  }
  return makeCodec(
    skeleton,
    columns.map((column) => column.type()),
  )
}

function findSkeleton(text: string): Skeleton | undefined {
  const keys: string[] = []
  const literals: string[] = []
  for (const found of text.matchAll(KEY)) {
    const [literal, , key = ''] = found
    if (keys.length === MAX_KEYS) return undefined
    literals.push(keys.length === 0 ? text.slice(0, found.index + literal.length) : literal)
    keys.push(key)
  }
  return keys.length === 0 ? undefined : { keys, literals }
}

/** The values between the literals; undefined where a literal is missing. Wherever values are cut, printing joins them again. */
function splitText(text: string, literals: readonly string[]): string[] | undefined {
  const first = literals[0] ?? ''
  if (!text.startsWith(first)) return undefined
  const values: string[] = []
  let at = first.length
  for (const literal of literals.slice(1)) {
    const end = text.indexOf(literal, at)
    if (end < 0) return undefined
    values.push(text.slice(at, end))
    at = end + literal.length
  }
  values.push(text.slice(at))
  return values
}

function makeCodec(skeleton: Skeleton, types: readonly ColumnType[]): EventCodec {
  const names = fieldNames(skeleton.keys)
  const format = types
    .map((type, index) => `${escapePercent(skeleton.literals[index] ?? '')}${type.conversion}`)
    .join('')
  return {
    fields: layoutFields(names, types),
    print: [quote(format), ...names.map((name) => `REC->${name}`)].join(', '),
    read: (text) => splitText(text, skeleton.literals)?.map((value, index) => toFieldValue(value, types[index])),
  }
}

function escapePercent(text: string): string {
  return text.replaceAll('%', '%%')
}

/** Keys as names of C, each once. */
function fieldNames(keys: readonly string[]): string[] {
  const names: string[] = []
  for (const key of keys) {
    const name = key.replaceAll(/\W/g, '_')
    let unique = name
    for (let copy = 2; names.includes(unique); copy++) unique = `${name}_${copy}`
    names.push(unique)
  }
  return names
}

/** One after the other, each number where a C struct would align it. */
function layoutFields(names: readonly string[], types: readonly ColumnType[]): string[] {
  let end = 0
  return types.map((type, index) => {
    const align = type.declaration.startsWith('char') ? 1 : type.size
    const offset = Math.ceil(end / align) * align
    end = offset + type.size
    const declaration = type.declaration.replace('%', names[index] ?? '')
    return `field:${declaration}; offset:${offset}; size:${type.size}; signed:${type.signed ? 1 : 0};`
  })
}

function toFieldValue(value: string, type: ColumnType | undefined): FieldValue {
  if (type?.isText !== false) return value
  return value.length <= 15 ? Number(value) : BigInt(value)
}
