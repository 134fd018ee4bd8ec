/** Everybody rests: what the ring's words and bytes say is compared with what the threads have logged. */
import { captureSlot, SlotCapture } from '../capture.ts'
import type { CapturedRing } from '../capture.ts'
import type { Ledger } from '../trace-buffer.ts'
import { restComplaintsOf, walkPage } from './check-capture.ts'
import { Outcome } from './hammer.ts'
import type { Hammer } from './hammer.ts'
import { readBody } from './hammer-body.ts'

export interface CpuAtRest {
  ledger: Ledger
  complaints: string[]
}

/** @param told the sum of all `lostBefore` so far */
export function checkCpu(hammer: Hammer, cpu: number, told: number): CpuAtRest {
  const capture = SlotCapture.allocate(hammer.buffer.layout)
  captureSlot(hammer.buffer, cpu, capture)
  const ledger = capture.ledger()
  const complaints = [...restComplaintsOf(capture), ...logComplaints(hammer, cpu, ledger)]
  complaints.push(...lossComplaints(hammer, capture.live(), ledger, told))
  const live = sequencesOf(hammer, capture.live())
  const snapshot = capture.snapshot()
  const held = snapshot ? [...sequencesOf(hammer, snapshot), ...live] : live
  complaints.push(...heldComplaints(hammer, cpu, held))
  return { ledger, complaints }
}

/** Every term that somebody outside the ring has counted too. */
function logComplaints(hammer: Hammer, cpu: number, ledger: Ledger): string[] {
  const outcomes = hammer.log(cpu)
  const marks = hammer.marks(cpu)
  const counted = [0, 0, 0, 0, 0]
  let attempted = 0
  let read = 0
  const complaints: string[] = []
  for (let seq = 1; outcomes[seq] !== Outcome.none && seq < outcomes.length; seq++) {
    const outcome = outcomes[seq] as number
    const times = marks[seq] as number
    attempted++
    counted[outcome] = (counted[outcome] as number) + 1
    read += times
    if (times > 1) complaints.push(`${seq} was consumed ${times} times`)
    if (times > 0 && outcome !== Outcome.committed) complaints.push(`${seq} was consumed, its outcome is ${outcome}`)
  }
  const pairs = {
    attempted: [ledger.attempted, attempted],
    committed: [ledger.committed, counted[Outcome.committed]],
    disabled: [ledger.refused.disabled, counted[Outcome.disabled]],
    tooBig: [ledger.refused.tooBig, counted[Outcome.tooBig]],
    full: [ledger.refused.full, counted[Outcome.full]],
    read: [ledger.read, read],
  }
  for (const [term, [inRing, outside]] of Object.entries(pairs))
    if (inRing !== outside) complaints.push(`${term}: the ring says ${inRing}, the log ${outside}`)
  return complaints.map((complaint) => `CPU ${cpu}: ${complaint}`)
}

/** Where nothing was erased, every loss was told or waits to be told; a swap or a reset takes along what waits, but none is told twice. */
function lossComplaints(hammer: Hammer, ring: CapturedRing, { overrun, refused }: Ledger, told: number): string[] {
  let untold = ring.pendingLost
  for (let page = 0; page < ring.layout.pagesPerCpu; page++) untold += ring.page(page).refusedHere
  const missing = overrun + refused.full - told - untold
  if (hammer.plan.chaos ? missing >= 0 : missing === 0) return []
  return [`lost ${overrun} + ${refused.full}, told ${told}, waiting to be told ${untold}`]
}

/** What is still held is whole, was committed, was never consumed, and is in order: the snapshot before the live ring. */
function heldComplaints(hammer: Hammer, cpu: number, held: readonly number[]): string[] {
  const [outcomes, marks] = [hammer.log(cpu), hammer.marks(cpu)]
  return held.flatMap((seq, index) => {
    const isInOrder = index === 0 || seq > (held[index - 1] as number)
    if (isInOrder && outcomes[seq] === Outcome.committed && marks[seq] === 0) return []
    return [
      `CPU ${cpu}: holds ${seq}, outcome ${outcomes[seq]}, consumed ${marks[seq]} times, after ${held[index - 1]}`,
    ]
  })
}

/** The unread events of a ring from its bytes, from the head page to the tail page. */
function sequencesOf(hammer: Hammer, ring: CapturedRing): number[] {
  const { pagesPerCpu, pageSize } = ring.layout
  const order = Array.from({ length: pagesPerCpu }, (_, index) => (ring.headPage + index) % pagesPerCpu)
  return order.flatMap((page) =>
    walkPage(ring, ring.page(page)).map(({ offset, length }) => {
      const body = ring.bytes.subarray(page * pageSize + offset + 12, page * pageSize + offset + length)
      return readBody(body, hammer.plan.longest).seq
    }),
  )
}
