import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appendGap, Columns, gapColumns, lostBetween } from './columns.ts'

const SEED = 2008

test('rows keep their numbers and values through growing and dropping', () => {
  const step = fc.oneof({ arbitrary: fc.integer({ min: 1, max: 90 }), weight: 3 }, fc.constant('drop' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const columns = new Columns({ value: Float64Array })
      for (const each of steps) {
        if (each === 'drop') columns.dropBefore(columns.first + Math.ceil(columns.length * 0.8))
        else
          for (let row = 0; row < each; row++) {
            const at = columns.append()
            columns.of.value[at] = 10 * (columns.end - 1)
          }
        for (let number = columns.first; number < columns.end; number++)
          expect(columns.at('value', number)).toBe(10 * number)
        expect(columns.at('value', columns.first - 1)).toBeNaN()
        expect(columns.at('value', columns.end)).toBeNaN()
        const middle = Math.floor((columns.first + columns.end) / 2)
        expect(columns.firstNotBelow('value', 10 * middle - 5)).toBe(middle)
      }
    }),
    { seed: SEED, numRuns: 60 },
  )
})

test('what any stretch of losses has lost, also after older ones went', () => {
  const gaps = gapColumns()
  const counts = Array.from({ length: 300 }, (_, at) => 1 + (at % 7))
  for (const [at, count] of counts.entries()) {
    appendGap(gaps, { from: at, to: at + 1, count, event: at, where: at })
    if (at % 50 === 49) gaps.dropBefore(at - 20)
    for (const from of [gaps.first, gaps.first + 5]) {
      const naive = counts.slice(from, gaps.end).reduce((sum, each) => sum + each, 0)
      expect(lostBetween(gaps, from, gaps.end)).toBe(from < gaps.end ? naive : 0)
    }
  }
  expect(lostBetween(gaps, 290, 290)).toBe(0)
})
