import { expect, test } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import { valuesOf } from './value-names.ts'

const at = (point: number) =>
  valuesOf({ seat: 0, point, a: 1, b: 2, c: 3 }).map(({ name, value }) => `${name} ${value}`)

test('the integers of a probe have their names, in their order', () => {
  expect(at(Point.SpaceChecked)).toEqual(['ring 1', 'tail 2', 'length 3'])
  expect(at(Point.TailPublished)).toEqual(['ring 1', 'page 2', 'tail 3'])
  expect(at(Point.LockWaited)).toEqual(['slot 1', 'holder 2'])
  expect(at(Point.RingSwapped)).toEqual(['slot 1', 'live 2', 'spare 3'])
  expect(at(StepPoint.InterruptTaken)).toEqual(['slot 1', 'depth 2'])
})

test('a point that carries nothing has no values', () => {
  expect(at(Point.IteratorHeld)).toEqual([])
  expect(at(StepPoint.Rested)).toEqual([])
})
