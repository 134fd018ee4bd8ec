import { expect, test } from 'vitest'
import { evaluate, ExpressionError, requireExpression } from './expression.ts'

const scope = { cpus: [{ tail: 40, head: 8, at: 'LockTaken' }, { tail: 0 }], ledger: { overrun: 3 }, on: true, cpu: 1 }

test.each([
  ['cpus[0].tail - cpus[0].head', 32],
  ['1 + 2 * 3 - 4 / 2 % 3', 5],
  ['-(2 - 5) * 2', 6],
  ['cpus[cpu].tail == 0 and ledger.overrun >= 3', true],
  ['not on or cpus[0].tail != 40', false],
  ["cpus[0].at == 'LockTaken'", true],
  ['false or true and not false', true],
  ["'a word'", 'a word'],
] as const)('%s is %s', (text, value) => {
  expect(evaluate(text, scope)).toBe(value)
})

test.each([
  ['cpus[2].tail', "there is no '2'"],
  ['cpus.length.constructor', "there is no 'constructor'"],
  ['ledger.toString', "there is no 'toString'"],
  ['ledger', 'is no number'],
  ['1 +', "missing at 'its end'"],
  ['1 2', 'one word too many'],
  ['(1', "')' is missing"],
  ['cpus[0].tail and on', 'neither true nor false'],
  ['cpus[0].at > 2', 'cannot be compared'],
  ['on + 1', 'is no number'],
  ['alert`1`', 'cannot be read'],
])('%s is refused: %s', (text, why) => {
  expect(() => evaluate(text, scope)).toThrow(ExpressionError)
  expect(() => evaluate(text, scope)).toThrow(why)
})

test('what can never be read is refused before there is a machine', () => {
  requireExpression('cpus[7].tail > 1')
  expect(() => requireExpression('cpus[7.tail')).toThrow(ExpressionError)
})
