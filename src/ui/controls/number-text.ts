/** Numbers and paces as one types them. */
import { formatRate } from '../numbers.ts'

/** @returns undefined for what is no number; spaces and commas between groups of three are none of it */
export function parseNumber(text: string): number | undefined {
  const digits = text.replaceAll(/[\s,_]/g, '')
  const value = Number(digits)
  return digits === '' || Number.isNaN(value) ? undefined : value
}

const FLAT_OUT = /^(flat\s*out|max|inf(inity)?|∞)$/i
/** a number, and what per second, per millisecond or times may be written as */
const PACE = /^(.*?)(×|x|k)?\s*(\/\s*(s|ms))?$/i

/** @returns events per second, or how many times as fast; undefined for what is neither. `300`, `2/ms`, `2k`, `4×`, `flat out` */
export function parsePace(text: string): number | undefined {
  const typed = text.trim()
  if (FLAT_OUT.test(typed)) return Infinity
  const [, digits = '', factor = '', , unit = ''] = PACE.exec(typed) ?? []
  const value = parseNumber(digits)
  if (value === undefined || value < 0) return undefined
  return value * (factor.toLowerCase() === 'k' ? 1000 : 1) * (unit.toLowerCase() === 'ms' ? 1000 : 1)
}

/** As the page says a rate, where that is exact. */
export function rateText(perSecond: number): string {
  const short = formatRate(perSecond)
  return parsePace(short) === perSecond ? short : `${perSecond}/s`
}

export function speedText(speed: number): string {
  return speed === Infinity ? 'flat out' : `${speed}×`
}

export const NO_NUMBER = 'This is no number.'
