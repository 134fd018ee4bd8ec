import { test } from 'vitest'
import { TestRing } from '../ring/testing/test-ring.ts'
import { pointName } from '../ring/probe.ts'
import { placesOf } from './places.ts'
import { stepPointName } from '../control/step-point.ts'
test('x', () => {
  for (const point of [...Array(42).keys(), 1000, 1001, 1002, 1003])
    console.log(stepPointName(point), placesOf(point).map((p) => `${p.file}:${p.line} ${p.functionName} ${p.from}-${p.to}`).join('  |  '))
  let n = 0
  const ring = new TestRing({ probe: (point) => { if (n++ < 12) console.log(pointName(point), new Error().stack?.split('\n').slice(1, 5).join('\n')) } })
  ring.write(0, [1, 2, 3])
})
