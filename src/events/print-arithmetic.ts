import type { FieldValue } from './read-field.ts'

/**
 * C arithmetic on 64 bits as the expressions of a print fmt need it. Numbers as long as they are exact, bigint beyond. What is not a
 * number (a text, a missing field) counts as 0; so does a division by 0.
 */
export type PrintValue = FieldValue | undefined
export type IntValue = number | bigint

type BinaryOperator = (a: IntValue, b: IntValue) => IntValue

export function toInt(value: PrintValue): IntValue {
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0
}

function isSmall(value: IntValue): value is number {
  return typeof value === 'number' && value === (value | 0)
}

/** Whether two are the same 64 bits, signed or not. */
export function sameInt(a: IntValue, b: IntValue): boolean {
  return a === b || BigInt.asIntN(64, BigInt(a)) === BigInt.asIntN(64, BigInt(b))
}

/** 64 bits, as a number where that is exact. */
export function narrow(value: bigint): IntValue {
  const wrapped = BigInt.asIntN(64, value)
  const number = Number(wrapped)
  return Number.isSafeInteger(number) ? number : wrapped
}

/** The quick way where both are 32 bits and the result is exact, else 64 bits with wrap-around. */
function arithmetic(quick: (a: number, b: number) => number, exact: (a: bigint, b: bigint) => bigint): BinaryOperator {
  return (a, b) => {
    if (isSmall(a) && isSmall(b)) {
      const result = quick(a, b)
      if (Number.isSafeInteger(result)) return result
    }
    return narrow(exact(BigInt(a), BigInt(b)))
  }
}

function comparison(holds: (a: IntValue, b: IntValue) => boolean): BinaryOperator {
  return (a, b) => (holds(a, b) ? 1 : 0)
}

const SHIFT_MASK = 63n

/** With their precedence in C: a larger number binds tighter. */
export const BINARY_OPERATORS: ReadonlyMap<string, readonly [precedence: number, apply: BinaryOperator]> = new Map([
  ['||', [1, comparison((a, b) => Boolean(a) || Boolean(b))]],
  ['&&', [2, comparison((a, b) => Boolean(a) && Boolean(b))]],
  [
    '|',
    [
      3,
      arithmetic(
        (a, b) => a | b,
        (a, b) => a | b,
      ),
    ],
  ],
  [
    '^',
    [
      4,
      arithmetic(
        (a, b) => a ^ b,
        (a, b) => a ^ b,
      ),
    ],
  ],
  [
    '&',
    [
      5,
      arithmetic(
        (a, b) => a & b,
        (a, b) => a & b,
      ),
    ],
  ],
  ['==', [6, comparison(sameInt)]],
  ['!=', [6, comparison((a, b) => !sameInt(a, b))]],
  ['<', [7, comparison((a, b) => a < b)]],
  ['>', [7, comparison((a, b) => a > b)]],
  ['<=', [7, comparison((a, b) => a <= b)]],
  ['>=', [7, comparison((a, b) => a >= b)]],
  [
    '<<',
    [
      8,
      arithmetic(
        () => NaN,
        (a, b) => a << (b & SHIFT_MASK),
      ),
    ],
  ],
  [
    '>>',
    [
      8,
      arithmetic(
        () => NaN,
        (a, b) => a >> (b & SHIFT_MASK),
      ),
    ],
  ],
  [
    '+',
    [
      9,
      arithmetic(
        (a, b) => a + b,
        (a, b) => a + b,
      ),
    ],
  ],
  [
    '-',
    [
      9,
      arithmetic(
        (a, b) => a - b,
        (a, b) => a - b,
      ),
    ],
  ],
  [
    '*',
    [
      10,
      arithmetic(
        (a, b) => a * b,
        (a, b) => a * b,
      ),
    ],
  ],
  [
    '/',
    [
      10,
      arithmetic(
        (a, b) => (b === 0 ? 0 : Math.trunc(a / b)),
        (a, b) => (b === 0n ? 0n : a / b),
      ),
    ],
  ],
  [
    '%',
    [
      10,
      arithmetic(
        (a, b) => (b === 0 ? 0 : a % b),
        (a, b) => (b === 0n ? 0n : a % b),
      ),
    ],
  ],
] as const)

export const UNARY_OPERATORS: ReadonlyMap<string, (a: IntValue) => IntValue> = new Map([
  ['-', (a: IntValue) => narrow(-BigInt(a))],
  ['+', (a: IntValue) => a],
  ['~', (a: IntValue) => narrow(~BigInt(a))],
  ['!', (a: IntValue) => (a ? 0 : 1)],
])

/** @returns the value cut to so many bits, as a C cast cuts */
export function castInt(value: IntValue, bits: number, signed: boolean): IntValue {
  if (bits === 32 && typeof value === 'number' && Math.abs(value) < 2 ** 52) return signed ? value | 0 : value >>> 0
  const big = BigInt(value)
  const cut = signed ? BigInt.asIntN(bits, big) : BigInt.asUintN(bits, big)
  const number = Number(cut)
  return Number.isSafeInteger(number) ? number : cut
}
