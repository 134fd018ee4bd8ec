import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TrueOrder } from './true-order.ts'

const SEED = 20080924

test('without offsets a merged stream has no inversion', () => {
  const order = new TrueOrder()
  for (const [cpu, ns] of [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 9],
  ] as const)
    order.see(cpu, ns)
  expect(order.inversions).toBe(0)
})

test('an event that happened before what was delivered already is an inversion', () => {
  const order = new TrueOrder([0, 100])
  order.see(0, 150) // happened at 150
  order.see(1, 160) // at 60
  order.see(1, 240) // at 140
  order.see(1, 260) // at 160
  expect(order.inversions).toBe(2)
})

test('equal stamps of two CPUs are a tie, of one they are not', () => {
  const order = new TrueOrder()
  for (const [cpu, ns] of [
    [0, 5],
    [1, 5],
    [1, 5],
    [2, 5],
    [2, 6],
  ] as const)
    order.see(cpu, ns)
  expect(order.ties).toBe(2)
})

test(`E11: sorted by stamps with offsets, only events closer than the offsets differ are inverted, seed ${SEED}`, () => {
  const events = fc.array(fc.tuple(fc.nat(3), fc.nat(1000)), { maxLength: 60 })
  const property = fc.property(events, fc.array(fc.nat(50), { minLength: 4, maxLength: 4 }), (happened, offsets) => {
    const stamped = happened.map(([cpu, trueNs]) => ({ cpu, trueNs, ns: trueNs + (offsets[cpu] as number) }))
    const stream = stamped.toSorted((a, b) => a.ns - b.ns || a.cpu - b.cpu)
    const order = new TrueOrder(offsets)
    let inversions = 0
    stream.forEach(({ cpu, ns, trueNs }, index) => {
      order.see(cpu, ns)
      const latest = Math.max(-Infinity, ...stream.slice(0, index).map((other) => other.trueNs))
      if (trueNs < latest) inversions++
      expect(latest - trueNs).toBeLessThanOrEqual(Math.max(...offsets) - Math.min(...offsets))
    })
    expect(order.inversions).toBe(inversions)
  })
  fc.assert(property, { seed: SEED })
})
