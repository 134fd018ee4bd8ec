import { expect, test } from 'vitest'
import { RingsideError } from '../machine/ringside-error.ts'
import { ProblemList } from './problem-list.ts'
import { createRingsideStore } from './ringside-store.ts'

function list() {
  const store = createRingsideStore({ isolated: true, sharedMemory: true, workers: true, stepping: true })
  const problems = new ProblemList(store)
  const codes = (): string[] => store.getState().problems.map(({ code }) => code)
  return {
    problems,
    codes,
    report: (code: ConstructorParameters<typeof RingsideError>[0]) => problems.report(new RingsideError(code, code)),
  }
}

test('where one steps what was refused goes with what is done next', () => {
  const { problems, codes, report } = list()
  report('crashed')
  problems.passMoment(() => false)
  expect(codes()).toEqual(['crashed'])
  report('bad-argument')
  report('bad-file')
  problems.passMoment(() => false)
  expect(codes()).toEqual(['bad-file'])
})

test('an actor that has crashed is told of wherever one sees it crashed, and nowhere else', () => {
  const { problems, codes } = list()
  problems.crash(2, 'The reader has crashed')
  for (let step = 0; step < 3; step++) problems.passMoment((seat) => seat === 2)
  expect(codes()).toEqual(['crashed'])
  problems.passMoment(() => false)
  expect(codes()).toEqual([])
})

test('live, only what the next command makes up for goes', () => {
  const { problems, codes, report } = list()
  for (const code of ['crashed', 'bad-argument', 'would-block'] as const) report(code)
  problems.passMoment()
  problems.passMoment()
  expect(codes()).toEqual(['crashed', 'bad-argument'])
})
