/**
 * The races of the patch as posted, each played by real threads that are held at probe points, and seen to break. The same order of choices is
 * harmless when repaired: there the reader takes the lock, and whoever waits lets its turn pass.
 *
 * Events are of one byte, their number, which is their stamp too: an event whose bytes are not all its stamp is torn.
 */
import { expect, test } from 'vitest'
import { ledgerDifference } from './capture.ts'
import { complaintsOf, restComplaintsOf } from './testing/check-capture.ts'
import { Stage } from './testing/stage.ts'
import type { Played } from './testing/stage.ts'
import { QUARTER } from './testing/test-ring.ts'
import type { SeenEvent } from './testing/test-ring.ts'

/** Two pages of 128 bytes: two events with bodies of 52 fill one, one with a body of 116 does too. */
const options = { pagesPerCpu: 2, pageSize: 128 }
const HALF = 52
const WHOLE = 116

interface Race {
  title: string
  /** gives back what was seen meanwhile */
  play: (stage: Stage) => unknown
  /** what one looks at, and what one sees as posted */
  look: (played: Played, meanwhile: unknown) => unknown
  broken: unknown
}

const races: Race[] = [
  {
    title: 'chosen, then overwritten: one event comes twice and out of order, one is lost in silence',
    play: (stage) => {
      stage.write(1, HALF)
      stage.consume('WinnerChosen')
      for (const number of [2, 3, 4, 5]) stage.write(number, HALF)
      stage.readerGoesOn()
    },
    look: ({ events, ring }) => ({ read: numbers(events), overrun: ring.ledger().overrun }),
    broken: { read: [5, 4, 5], overrun: 2 }, // 1 and 2; nobody has counted 3
  },
  {
    title: 'the length of another event is read: the head lands in a body, and a phantom comes out',
    play: (stage) => {
      stage.write(1, 4)
      stage.write(2, 100)
      stage.write(3, HALF)
      stage.write(4, HALF)
      stage.consume('HeadChecked')
      stage.write(5, 36)
      stage.readerGoesOn()
    },
    look: ({ events }) => events.find(({ ts }) => ts > 5)?.type,
    broken: 0x0303, // bytes of the body of event 3, taken for a header
  },
  {
    title: 'entries read, a write, entries written: one is not counted',
    play: (stage) => {
      stage.write(1, QUARTER)
      stage.consume('EntriesRead')
      stage.write(2, QUARTER)
      stage.readerGoesOn()
    },
    look: ({ events, ring: { buffer } }) => ({ read: numbers(events), entries: buffer.count('entries') }),
    broken: { read: [1, 2], entries: -1 },
  },
  {
    title:
      'the head has moved, entries not yet: an event that was read is counted as overrun, and one that is there is not counted',
    play: (stage) => {
      for (const number of [1, 2, 3]) stage.write(number, HALF)
      stage.consume('HeadAdvanced')
      stage.write(4, HALF)
      stage.write(5, HALF)
      stage.readerGoesOn()
    },
    look: ({ events, ring }) => {
      return { read: numbers(events), overrun: ring.ledger().overrun, entries: ring.buffer.count('entries') }
    },
    broken: { read: [5, 3, 4, 5], overrun: 2, entries: -1 },
  },
  {
    title: 'overwritten in the middle of the copy: two halves of two events',
    play: (stage) => {
      stage.write(1, WHOLE)
      stage.write(2, WHOLE)
      stage.consume('CopyHalf')
      stage.write(3, WHOLE)
      stage.readerGoesOn()
    },
    look: ({ events: [torn] }) => new Set(torn?.body),
    broken: new Set([1, 3]),
  },
  {
    title: 'read in the middle of the body: two halves of two events',
    play: (stage) => {
      stage.write(1, WHOLE)
      stage.write(2, WHOLE)
      stage.consume('WinnerChosen')
      stage.write(3, WHOLE, 'BodyHalf')
      stage.readerGoesOn()
    },
    look: ({ events: [torn] }) => ({ ts: torn?.ts, bytes: new Set(torn?.body) }),
    broken: { ts: 3, bytes: new Set([1, 3]) },
  },
  {
    title: 'tail page stored, tail not yet: the reader takes a stale event for the next, and hits BUG_ON',
    play: (stage) => {
      stage.write(1, 100)
      stage.write(2, 92)
      stage.consume()
      stage.consume()
      stage.write(3, 92, 'TailPageStored')
      stage.consume()
    },
    look: ({ bugs }) => bugs,
    broken: ['BUG_ON: the event at 0 of 112 bytes ends behind the tail at 104'],
  },
  {
    title: 'the head page that the writer has read is stored later: the reader is set back',
    play: (stage) => {
      for (const number of [1, 2, 3, 4]) stage.write(number, HALF)
      stage.write(5, HALF, 'SpaceChecked')
      for (let time = 0; time < 3; time++) stage.consume()
      stage.cpuGoesOn()
    },
    look: ({ events }) => numbers(events),
    broken: [1, 2, 3, 3, 4, 5],
  },
  {
    title: 'the head page is stored before it wraps: the writer finds a page that does not exist, and hits BUG_ON',
    play: (stage) => {
      for (const number of [1, 2, 3, 4, 5]) stage.write(number, HALF)
      stage.consume()
      stage.consume('HeadPageStored')
      stage.write(6, HALF)
      stage.readerGoesOn()
    },
    look: ({ bugs }) => bugs,
    broken: ['BUG_ON: tail_page 0, head_page 2 of 2 pages'],
  },
  {
    title: 'overrun counted event by event while the reader moves on: the walk goes on in another page',
    play: (stage) => {
      for (const number of [1, 2, 3, 4]) stage.write(number, QUARTER)
      stage.write(5, WHOLE)
      stage.write(6, QUARTER, 'OverrunWritten')
      for (let time = 0; time < 4; time++) stage.consume()
      stage.cpuGoesOn()
    },
    look: ({ events, ring }) => ({ first: numbers(events).slice(0, 4), overrun: ring.ledger().overrun }),
    // event 1, and bytes of the body of 5 that were taken for an event; the truth is that nothing was lost so far
    broken: { first: [1, 2, 3, 4], overrun: 2 },
  },
  {
    title: 'an event is counted before it is there: one is told of an entry and finds none',
    play: (stage) => {
      stage.write(1, QUARTER, 'EntriesWritten')
      stage.consume()
      return stage.ring.buffer.count('entries')
    },
    look: ({ answers }, entries) => ({ entries, found: answers[0] }),
    broken: { entries: 1, found: [] },
  },
  {
    title: 'the head page was read, then the writer pushed it: a full ring looks empty',
    play: (stage) => {
      for (const number of [1, 2, 3, 4]) stage.write(number, HALF)
      stage.consume('HeadPageRead')
      stage.write(5, HALF, 'TailStored')
      stage.readerGoesOn()
      stage.cpuGoesOn()
    },
    look: ({ answers }) => answers.slice(0, 2).map(numbers),
    broken: [[], [3]],
  },
  {
    title: 'padding was seen, then the writer pushed the head: the step over it leaves out the next page',
    play: (stage) => {
      stage.write(1, 92)
      stage.consume()
      stage.write(2, WHOLE)
      stage.consume('PaddingSeen')
      stage.write(3, WHOLE)
      stage.readerGoesOn()
    },
    look: ({ events, ring }) => ({ read: numbers(events).slice(0, 2), overrun: ring.ledger().overrun }),
    broken: { read: [1, 3], overrun: 1 }, // 1, which was read; nobody has counted 2
  },
]

for (const { title, play, look, broken } of races) {
  test(`as posted: ${title}`, async () => {
    const stage = await Stage.set({ ...options, asPosted: true })
    const meanwhile = play(stage)
    expect(look(await stage.end(), meanwhile)).toEqual(broken)
  })

  test(`repaired, the same order is harmless: ${title}`, async () => {
    const stage = await Stage.set(options)
    play(stage)
    const played = await stage.end()
    expect(played.bugs).toEqual([])
    expect(played.outcomes.every((outcome) => outcome === 'committed')).toBe(true)
    expectHarmless(played)
  })
}

/** Nothing torn, nothing twice, in order, everything that was not read is counted as overrun, and all counts are right. */
function expectHarmless({ events, outcomes, ring }: Played): void {
  const read = numbers(events)
  expect(read).toEqual([...new Set(read)].toSorted((a, b) => a - b))
  for (const { ts, body } of events) expect(new Set(body)).toEqual(new Set([ts]))
  const ledger = ring.ledger()
  expect(ledger).toMatchObject({
    committed: outcomes.length,
    read: read.length,
    overrun: outcomes.length - read.length,
  })
  expect(restComplaintsOf(ring.capture())).toEqual([])
  expect(events.reduce((sum, { lostBefore }) => sum + lostBefore, 0)).toBe(ledger.overrun)
}

test('a snapshot asked for while a CPU is in its write waits for the commit, which goes to the ring that was reserved in', async () => {
  const stage = await Stage.set({ ...options, snapshot: true })
  stage.write(1, HALF)
  stage.write(2, HALF, 'RingChosen')
  stage.snapshot()
  stage.cpuGoesOn()
  const { events, ring } = await stage.end()
  expect(events).toEqual([])
  expect(numbers(ring.iterate(true))).toEqual([1, 2])
  expect(complaintsOf(ring.capture())).toEqual([])
})

test('disable is no barrier: a writer past its second check commits after it; one between the two checks does not', async () => {
  for (const [check, outcome] of [
    ['SpaceChecked', 'committed'],
    ['LockTaken', 'disabled'],
  ] as const) {
    const stage = await Stage.set(options)
    stage.write(1, HALF, check)
    stage.disable()
    stage.cpuGoesOn()
    const { outcomes, ring } = await stage.end()
    expect(outcomes).toEqual([outcome, 'disabled'])
    expect(ledgerDifference(ring.ledger())).toEqual({ attempted: 0, committed: 0 })
  }
})

/** The number of an event is its stamp. */
function numbers(events: readonly SeenEvent[]): number[] {
  return events.map(({ ts }) => ts)
}
