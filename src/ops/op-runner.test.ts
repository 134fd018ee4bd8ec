/** What the conformance cases leave out: ops that name what is not there. */
import { describe, expect, test } from 'vitest'
import { OpRunner } from './op-runner.ts'

function answers(asPosted: boolean, script: string): (string | undefined)[] {
  const runner = new OpRunner(asPosted)
  return script.split('; ').map((line) => runner.run(line))
}

describe('a CPU that does not exist', () => {
  test('repaired: an error, and nothing has changed', () => {
    const ops = [
      'reset 2',
      'snapshot_cpu 2',
      'snapshot_one 2',
      'state 2',
      'entries 5',
      'hash 3',
      'dump 2 0',
      'reset -1',
    ]
    for (const op of ops) {
      expect(answers(false, `alloc 8192 3 2; write 1 10 1; ${op}; state 0; state 1`)).toEqual([
        'ok',
        'ok',
        'error bad-cpu',
        'state 0 0 0 24 1 0',
        'state 0 0 0 0 0 0',
      ])
    }
    expect(answers(false, 'alloc 8192 1 2; cpu 5; write 1 10 1; cpu 0; write 1 10 1').slice(2)).toEqual([
      'error bad-cpu',
      'ok',
      'ok',
    ])
  })

  test('as posted: a null pointer, unless recording is off, which is looked at before', () => {
    for (const op of ['entries 5', 'overruns 2', 'state 5', 'hash 3'])
      expect(answers(true, `alloc 8192 1 2; ${op}`)[1]).toBe('CRASH')
    expect(answers(true, 'alloc 8192 1 2; disable; cpu 5; write 1 10 1; enable; write 1 10 1; state 0')).toEqual([
      'ok',
      'ok',
      'ok',
      'null',
      'ok',
      'CRASH',
      undefined,
    ])
  })
})

test('what is no number is an error, and the ops after it are answered', () => {
  expect(
    answers(
      false,
      'alloc x 1 1; state 0; alloc 8192 1 1; clock x; write 1 99999999999 1; write 1 8 1; dump 0 9; frobnicate',
    ),
  ).toEqual([
    'error bad-argument',
    'nobuf',
    'ok',
    'error bad-argument',
    'null',
    'ok',
    'error bad-page',
    'error unknown-op frobnicate',
  ])
})
