import { expect, test } from 'vitest'
import { BATCH_WRITES, WriteTime } from './write-time.ts'

function measured() {
  const at = { attempted: 0, stretch: 1, ns: 0 }
  const told: [number, number][] = []
  const time = new WriteTime({
    attempted: () => at.attempted,
    stretch: () => at.stretch,
    tell: (ns, writes) => told.push([ns, writes]),
  })
  return {
    told,
    time,
    at,
    look: () => time.look(at.ns),
    write: (writes: number, nsEach: number) => {
      at.attempted += writes
      at.ns += writes * nsEach
    },
    rest: (ns: number) => {
      at.stretch += 2
      at.ns += ns
    },
  }
}

test('flat out: a batch is told when it is full, the time of one write as the mean over it', () => {
  const { told, look, write } = measured()
  look()
  for (const ns of [50, 150]) {
    write(BATCH_WRITES, ns)
    look()
  }
  write(BATCH_WRITES - 1, 80)
  look()
  expect(told).toEqual([
    [50, BATCH_WRITES],
    [150, BATCH_WRITES],
  ])
})

test('with rests between a few writes each: only busy time counts, however long the rests are', () => {
  const { told, look, write, rest } = measured()
  for (let round = 0; round < 300; round++) {
    rest(1e6 * round)
    look()
    write(4, 200)
    look()
  }
  expect(told).toEqual([[200, BATCH_WRITES]])
})

test('what the CPU was called for in between is left out, its writes and its time', () => {
  const { told, time, at, look, write } = measured()
  look()
  write(500, 100)
  look()
  write(7, 1e6)
  time.begin(at.ns)
  write(BATCH_WRITES - 500, 100)
  look()
  expect(told).toEqual([[100, BATCH_WRITES]])
})

test('looks without a write take their time, and a clock that stands still gives 0', () => {
  const { told, look, write } = measured()
  look()
  look()
  write(BATCH_WRITES, 0)
  look()
  expect(told).toEqual([[0, BATCH_WRITES]])
})
