import { describe, expect, test } from 'vitest'
import { delayMark, delayMarks } from './delay-marks.ts'

describe('delayMark', () => {
  test.each([
    [10_499, ' '],
    [10_500, '+'],
    [100_499, '+'],
    [100_500, '!'],
    [1_000_499, '!'],
    [1_000_500, '#'],
    [10_000_499, '#'],
    [10_000_500, '*'],
    [100_000_499, '*'],
    [100_000_500, '@'],
    [1_000_000_499, '@'],
    [1_000_000_500, '$'],
    [0, ' '],
    [-5_000_000, ' '],
  ])('today, after %d ns: “%s”', (ns, mark) => {
    expect(delayMark(ns, 'today')).toBe(mark)
  })

  test.each([
    [1499, ' '],
    [1500, '+'],
    [100_499, '+'],
    [100_500, '!'],
    [2e9, '!'],
  ])('in 2008, after %d ns: “%s”', (ns, mark) => {
    expect(delayMark(ns, '2008')).toBe(mark)
  })
})

describe('delayMarks', () => {
  const us = (cpu: number, at: number) => ({ cpu, ts: at * 1000 })
  const events = [us(0, 0), us(1, 5), us(0, 20), us(1, 20), us(0, 220), us(1, 200)]

  test('last to the next entry of the merged stream', () => {
    expect(delayMarks(events, { set: 'today', relativeTo: 'merged' })).toEqual([' ', '+', ' ', '!', ' ', ' '])
  })

  test('last to the next entry of the same CPU', () => {
    expect(delayMarks(events, { set: 'today', relativeTo: 'cpu' })).toEqual(['+', '+', '!', '!', ' ', ' '])
    expect(delayMarks(events, { set: '2008', relativeTo: 'cpu' })).toEqual(['+', '+', '!', '!', ' ', ' '])
  })

  test('there are none without events', () => {
    expect(delayMarks([], { set: 'today', relativeTo: 'merged' })).toEqual([])
  })
})
