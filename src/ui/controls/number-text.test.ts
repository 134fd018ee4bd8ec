import { expect, test } from 'vitest'
import { parseNumber, parsePace, rateText, speedText } from './number-text.ts'
import { PASS_RATE, READ_RATE, SPEED, WRITE_RATE } from './steps.ts'

test.each([
  ['16', 16],
  [' 1 048 576 ', 1_048_576],
  ['1,024', 1024],
  ['-3', -3],
  ['', undefined],
  ['eight', undefined],
  ['8 pages', undefined],
])('the number %j is %s', (text, value) => {
  expect(parseNumber(text)).toBe(value)
})

test.each([
  ['300', 300],
  ['300/s', 300],
  ['2.5 /ms', 2500],
  ['2k', 2000],
  ['2k/s', 2000],
  ['0.5×', 0.5],
  ['4x', 4],
  ['Flat out', Infinity],
  ['∞', Infinity],
  ['-1', undefined],
  ['×', undefined],
  ['soon', undefined],
  ['', undefined],
])('the pace %j is %s', (text, pace) => {
  expect(parsePace(text)).toBe(pace)
})

test('what a field shows is what is in force, to the last digit', () => {
  for (const rate of [0, 0.25, 7, 333, 1000, 1234, 12_345, 99_999, Infinity]) {
    expect(parsePace(rateText(rate)), rateText(rate)).toBe(rate)
    expect(parsePace(speedText(rate))).toBe(rate)
  }
  expect([rateText(200), rateText(2000), rateText(1234)]).toEqual(['200/s', '2/ms', '1234/s'])
})

test('each stop of a slider is a pace that its field takes', () => {
  for (const { steps, least, most, textOf } of [SPEED, WRITE_RATE, READ_RATE, PASS_RATE]) {
    expect(steps.map((step) => parsePace(textOf(step)))).toEqual(steps)
    expect(steps.every((step) => step >= least && step <= most)).toBe(true)
  }
})
