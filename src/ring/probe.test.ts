/** The probe points: each is passed by something, in the order of the mail, and nothing depends on who listens. */
import { expect, test } from 'vitest'
import { noProbe, Point, pointName } from './probe.ts'
import type { Probe } from './probe.ts'
import { recordDisable, recordEnable } from './rfc/record-disable.ts'
import { resetAll, snapshotAll, snapshotOneCpu } from './rfc/snapshot.ts'
import { actorWords } from './testing/actor-words.ts'
import { TestRing } from './testing/test-ring.ts'

/** Everything a buffer can do, several times around the ring. */
function workload(probe: Probe): { memory: Uint8Array; read: unknown[] } {
  const ring = new TestRing({ cpus: 2, pagesPerCpu: 2, snapshot: true, probe, actors: actorWords() })
  const read: unknown[] = []
  for (let round = 0; round < 100; round++) {
    ring.fill(round % 2, 1, { length: (round * 29) % 121, first: round })
    if (round % 6 === 0) read.push(ring.consume(), ring.peek())
    if (round % 10 === 0) read.push(ring.iterate(round % 20 === 0))
    if (round % 25 === 24) snapshotAll(ring.buffer, ring.options)
    if (round % 40 === 39) snapshotOneCpu(ring.buffer, 1, ring.options)
    if (round % 50 === 49) resetAll(ring.buffer, ring.options)
    if (round % 9 === 0) recordDisable(ring.buffer, probe)
    if (round % 9 === 2) recordEnable(ring.buffer, probe)
    ring.buffer.setOverwrite(round % 8 < 5)
  }
  return { memory: ring.memory(), read }
}

test('with and without a logging probe every byte, word and event is the same', () => {
  const log: number[][] = []
  const logged = workload((...args) => void log.push(args))
  const plain = workload(noProbe)
  expect(log.length).toBeGreaterThan(1000)
  expect(logged.memory).toEqual(plain.memory)
  expect(logged.read).toEqual(plain.read)
})

test('every point but waiting for a lock is passed by one thread', () => {
  const passed = new Set<Point>()
  workload((point) => passed.add(point))
  const missing = Object.values(Point).filter((point) => !passed.has(point))
  expect(missing.map(pointName)).toEqual(['LockWaited'])
})

test('points are told in integers', () => {
  const odd: string[] = []
  workload((...args) => {
    if (!args.every(Number.isInteger)) odd.push(`${pointName(args[0])} ${args.join(' ')}`)
  })
  expect(odd).toEqual([])
})

/** what a call passes, by name */
function pointsOf(ring: (probe: Probe) => TestRing, call: (ring: TestRing) => void): string[] {
  let names: string[] = []
  const made = ring((point) => names.push(pointName(point)))
  names = []
  call(made)
  return names
}

test('a write passes its points in the order of the mail', () => {
  const points = pointsOf(
    (probe) => {
      const ring = new TestRing({ pagesPerCpu: 2, probe })
      ring.fill(0, 8)
      return ring
    },
    (ring) => ring.fill(0, 1),
  )
  expect(points).toEqual([
    'Attempted',
    'DisabledRead',
    'IrqsSaved',
    'RingChosen',
    'DisabledRead',
    'SpaceChecked',
    'OverrunRead',
    'OverrunWritten',
    'HeadPageStored',
    'HeadStored',
    'PaddingWritten',
    'TailPageStored',
    'TailStored',
    'LengthStored',
    'EntriesRead',
    'EntriesWritten',
    'StampStored',
    'TypeStored',
    'BodyHalf',
    'BodyWritten',
    'TailPublished',
    'IrqsRestored',
  ])
})

test('a consuming read compares every CPU, then copies and passes the winner', () => {
  const points = pointsOf(
    (probe) => {
      const ring = new TestRing({ cpus: 2, probe })
      ring.fill(0, 1)
      ring.fill(1, 1)
      return ring
    },
    (ring) => ring.consume(),
  )
  expect(points).toEqual([
    'HeadPageRead',
    'CandidateCompared',
    'HeadPageRead',
    'CandidateCompared',
    'WinnerChosen',
    'HeadPageRead',
    'CopyHalf',
    'Copied',
    'HeadChecked',
    'LengthRead',
    'HeadAdvanced',
    'EntriesRead',
    'EntriesWritten',
  ])
})

test('each point has its own number and its own name', () => {
  expect(new Set(Object.values(Point)).size).toBe(Object.keys(Point).length)
  for (const [name, point] of Object.entries(Point)) expect(pointName(point)).toBe(name)
})
