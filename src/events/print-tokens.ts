import { narrow } from './print-arithmetic.ts'
import { PrintFormatError } from './print-format-error.ts'

export type Token =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number | bigint }
  | { readonly kind: 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'end' }

/** no kernel's print fmt is longer; a description made to hang the page could be */
const MAX_CHARS = 65536
const TOKEN =
  /\s+|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\.))'|(0[xX][\da-fA-F]+|\d+)[uUlL]*|([A-Za-z_]\w*)|(->|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^~!<>?:,(){}[\].])/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', '0': '\0', e: '\x1b' }

/** The tokens of a print fmt, which is C: strings, numbers, words and signs. @throws PrintFormatError */
export function readTokens(source: string): Token[] {
  if (source.length > MAX_CHARS) throw new PrintFormatError(`it is longer than ${MAX_CHARS} characters`)
  const tokens: Token[] = []
  for (let at = 0; at < source.length;) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(source)
    if (!found) throw new PrintFormatError(`“${source.slice(at, at + 20)}” is not C`)
    at = TOKEN.lastIndex
    const token = toToken(found)
    if (token) tokens.push(token)
  }
  return tokens
}

function toToken([, text, char, number, word, sign]: RegExpExecArray): Token | undefined {
  if (text !== undefined) return { kind: 'string', text: unescape(text) }
  if (char !== undefined) return { kind: 'number', value: unescape(char).charCodeAt(0) }
  if (number !== undefined) return { kind: 'number', value: toNumber(number) }
  if (word !== undefined) return { kind: 'word', text: word }
  return sign === undefined ? undefined : { kind: 'sign', text: sign }
}

function toNumber(digits: string): number | bigint {
  const octal = /^0\d/.test(digits)
  return narrow(BigInt(octal && /^[0-7]+$/.test(digits) ? `0o${digits}` : digits))
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(/\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g, (_, hex, octal, char) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    return ESCAPES[char] ?? char
  })
}

/** A C string literal that says this text. */
export function quote(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
  return `"${escaped}"`
}
