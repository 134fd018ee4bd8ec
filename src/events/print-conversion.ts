import { castInt, sameInt, toInt, type PrintValue } from './print-arithmetic.ts'

/**
 * One conversion of printf: `%[flags][width][.precision][length]letter`. Width and precision may be `*`: an argument. A `p` may be
 * followed by the kernel's letters (`%ps`, `%pI4`): what they look up is not in the event, so all print the address.
 */
export interface Conversion {
  readonly left: boolean
  readonly zero: boolean
  readonly plus: boolean
  readonly blank: boolean
  readonly alternate: boolean
  readonly width: number | '*'
  /** -1: none given */
  readonly precision: number | '*'
  readonly bits: 8 | 16 | 32 | 64
  readonly letter: string
}

/** of a width or precision: more is not a column but an attack */
const MAX_WIDTH = 1024
const CONVERSION = /%([-+ #0]*)(\*|\d{1,9})?(?:\.(\*|\d{0,9}))?(hh|h|ll|l|L|q|z|Z|t|j)?(p[A-Za-z0-9]*|[diuxXoscp%])/y

/** The conversion that begins at the `%` at this index, and where it ends. undefined: none that is known. */
export function readConversion(text: string, at: number): { conversion: Conversion; end: number } | undefined {
  CONVERSION.lastIndex = at
  const found = CONVERSION.exec(text)
  if (!found) return undefined
  const [, marks = '', width, precision, length = '', letters = ''] = found
  const conversion: Conversion = {
    left: marks.includes('-'),
    zero: marks.includes('0'),
    plus: marks.includes('+'),
    blank: marks.includes(' '),
    alternate: marks.includes('#'),
    width: width === '*' ? '*' : Number(width ?? 0),
    precision: precision === '*' ? '*' : precision === undefined ? -1 : Number(precision),
    bits: bitsOf(length),
    letter: letters[0] ?? '',
  }
  return { conversion, end: CONVERSION.lastIndex }
}

function bitsOf(length: string): Conversion['bits'] {
  if (length === 'hh') return 8
  if (length === 'h') return 16
  return length === '' ? 32 : 64
}

/** What printf prints for the value. A missing field prints as `?`. */
export function convert(conversion: Conversion, value: PrintValue, width: number, precision: number): string {
  const shownWidth = Math.min(Math.abs(width), MAX_WIDTH)
  const left = conversion.left || width < 0
  if (value === undefined) return pad('?', shownWidth, left)
  if (conversion.letter === 's' || typeof value === 'string' || typeof value === 'object') {
    const text = textOf(value)
    return pad(precision < 0 ? text : text.slice(0, precision), shownWidth, left)
  }
  if (conversion.letter === 'c') return pad(String.fromCharCode(Number(castInt(value, 8, false))), shownWidth, left)
  if (conversion.letter === 'p') return pad(`0x${castInt(value, 64, false).toString(16)}`, shownWidth, left)
  return convertInt(conversion, value, { width: shownWidth, left, precision: Math.min(precision, MAX_WIDTH) })
}

function convertInt(
  conversion: Conversion,
  value: PrintValue,
  shape: { width: number; left: boolean; precision: number },
): string {
  const signed = conversion.letter === 'd' || conversion.letter === 'i'
  const number = castInt(toInt(value), conversion.bits, signed)
  const negative = number < 0
  const sign = negative ? '-' : signed && conversion.plus ? '+' : signed && conversion.blank ? ' ' : ''
  const prefix = sign + (conversion.alternate && !sameInt(number, 0) ? prefixOf(conversion.letter) : '')
  const digits = digitsOf(negative ? -number : number, conversion.letter).padStart(shape.precision, '0')
  const fill = conversion.zero && !shape.left && shape.precision < 0
  return fill
    ? prefix + digits.padStart(shape.width - prefix.length, '0')
    : pad(prefix + digits, shape.width, shape.left)
}

function digitsOf(number: number | bigint, letter: string): string {
  if (letter === 'x') return number.toString(16)
  if (letter === 'X') return number.toString(16).toUpperCase()
  return number.toString(letter === 'o' ? 8 : 10)
}

function prefixOf(letter: string): string {
  if (letter === 'x') return '0x'
  if (letter === 'X') return '0X'
  return letter === 'o' ? '0' : ''
}

/** A value as text, where nothing says how: numbers in decimal, arrays in braces. */
export function textOf(value: PrintValue): string {
  if (value === undefined) return '?'
  return typeof value === 'object' ? `{${value.join(',')}}` : String(value)
}

function pad(text: string, width: number, left: boolean): string {
  return left ? text.padEnd(width) : text.padStart(width)
}
