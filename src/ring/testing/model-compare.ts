/** How a duel compares: the ring's words and events with the model's. */
import assert from 'node:assert/strict'
import type { CapturedRing } from '../capture.ts'
import type { CpuStats } from '../rfc/cpu-stats.ts'
import type { ReadEvent } from '../rfc/read-event.ts'
import { RingError } from '../trace-buffer.ts'
import type { Refusal } from './model-buffer.ts'
import { committedBytes, consumedBytes } from './model-ring.ts'
import type { ModelRing, Told } from './model-ring.ts'
import { readSequence } from './sequenced-body.ts'

export function ringOf(ring: CapturedRing): unknown {
  const { headPage, head, tailPage, tail, entries, overrun, dropped, pendingLost, layout } = ring
  const pages = Array.from({ length: layout.pagesPerCpu }, (_, index) => ring.page(index))
  return { headPage, head, tailPage, tail, entries, overrun, dropped, pendingLost, pages }
}

export function modelRing(ring: ModelRing): unknown {
  const { headPage, head, tailPage, tail, entries, overrun, dropped, pending } = ring
  const pages = ring.pages.map((page, index) => ({
    page: index,
    committedBytes: committedBytes(page),
    consumedBytes: consumedBytes(page),
    paddingBytes: page.padding,
    reservedBytes: page.reserved?.total ?? 0,
    unread: page.events.length - page.read,
    refusedHere: page.refused,
    refusedAt: page.refusedAt,
    pushedLost: page.pushedLost,
    turns: page.turns,
  }))
  return { headPage, head, tailPage, tail, entries, overrun, dropped, pendingLost: pending, pages }
}

/** What the kernel's `stats` file would say of the ring, in its order, for `expectSame`. */
export function modelStats(ring: ModelRing, readEvents: number): CpuStats {
  const unread = ring.unreadEvents().map(({ event }) => event)
  const { entries, overrun, dropped: droppedEvents } = ring
  const bytes = unread.reduce((sum, { total }) => sum + total, 0)
  const [oldestEventTs, newestEventTs] = [unread[0]?.ts, unread.at(-1)?.ts]
  const space = { entries, overrun, commitOverrun: 0, bytes }
  return { ...space, oldestEventTs, newestEventTs, droppedEvents, readEvents, nowTs: 0 }
}

/** Strings first: a hundred times faster than comparing deeply, and nearly always the same. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) assert.deepEqual(actual, expected)
}

export function expectEvent(event: ReadEvent, { event: expected }: Told): void {
  const { cpu, ts, type, length } = event
  const body = event.body.subarray(0, expected.body.length)
  const { cpu: onCpu, ts: at, type: ofType, total } = expected
  expectSame({ cpu, ts, type, length }, { cpu: onCpu, ts: at, type: ofType, length: total })
  if (body.length >= 8) assert.equal(readSequence(body), expected.seq)
  if (Buffer.compare(body, expected.body) !== 0) assert.deepEqual([...body], [...expected.body])
}

export function expectRefusal(code: Refusal, call: () => unknown): void {
  try {
    call()
  } catch (error) {
    if (!(error instanceof RingError)) throw error
    assert.equal(error.code, code)
    return
  }
  assert.fail(`the call should have been refused: ${code}`)
}
