/**
 * What is unread in captured rings, in merged order and with the losses before it: as a reader would be given it, while the machine stands
 * still. Losses noted on a page are told behind that page, since the capture does not say where on it they were.
 */
import { mergeOrder } from '../../merge/merge-tree.ts'
import type { Runs } from '../../merge/runs.ts'
import type { CapturedRing, SlotCapture } from '../../ring/capture.ts'
import { EventAt } from '../../ring/rfc/layout.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { LogRow } from '../../store/event-log.ts'
import type { LogRows } from '../../store/log-rows.ts'
import { partsOfPage } from '../rings/page-parts.ts'

/** An event as `LogRows` takes it. */
export type UnreadEvent = Parameters<LogRows['rowsOf']>[0][number]

/** rows that are put into the log at a time */
const ROWS_AT_ONCE = 256
const TWO_32 = 2 ** 32

/** The unread events of all CPUs, a few at a time. @param captures with their bytes, by CPU; they stand still meanwhile */
export function* unreadRows(captures: readonly SlotCapture[], rows: Pick<LogRows, 'rowsOf'>): Generator<LogRow[]> {
  const runs = new RingRuns(captures)
  const order = mergeOrder(runs)
  let some: LogRow[] = []
  for (let cpu = order.next(); cpu >= 0; cpu = order.next()) {
    some.push(...rows.rowsOf([runs.take(cpu)]))
    order.pass()
    if (some.length < ROWS_AT_ONCE) continue
    yield some
    some = []
  }
  yield [...some, ...runs.lostAtEnd()]
}

interface Run {
  readonly events: Generator<UnreadEvent, number>
  head: IteratorResult<UnreadEvent, number>
}

class RingRuns implements Runs {
  lo = 0
  hi = 0
  private readonly runs: Run[]
  private newest = 0

  constructor(captures: readonly SlotCapture[]) {
    this.runs = captures.map((capture, cpu) => {
      const events = unreadOfRing(capture.live(), { cpu, ring: capture.liveRing })
      return { events, head: events.next() }
    })
  }

  get count(): number {
    return this.runs.length
  }

  look(cpu: number): boolean {
    const { head } = this.runs[cpu] as Run
    if (head.done) return false
    this.lo = head.value.ts % TWO_32
    this.hi = Math.floor(head.value.ts / TWO_32)
    return true
  }

  /** The head that `look` has found; the run goes on to the next. */
  take(cpu: number): UnreadEvent {
    const run = this.runs[cpu] as Run
    const event = run.head.value as UnreadEvent
    this.newest = event.ts
    run.head = run.events.next()
    return event
  }

  /** Once all runs are at their ends: losses behind the last event of a CPU, of which no event tells. */
  lostAtEnd(): LogRow[] {
    return this.runs.flatMap(({ head }, cpu) =>
      head.done && head.value > 0 ? [{ kind: 'lost' as const, cpu, count: head.value, ts: this.newest }] : [],
    )
  }
}

/** From head to tail; as posted, where these stand can be nonsense: then once round. @returns how many were lost behind the last event */
function* unreadOfRing(
  ring: CapturedRing,
  { cpu, ring: number }: { cpu: number; ring: number },
): Generator<UnreadEvent, number> {
  const { headPage, tailPage, layout, bytes } = ring
  const { pagesPerCpu, pageSize } = layout
  let lostBefore = Math.max(0, ring.pendingLost)
  if (!(headPage >= 0 && headPage < pagesPerCpu) || bytes.length === 0) return lostBefore
  for (let step = 0; step < pagesPerCpu; step++) {
    const page = (headPage + step) % pagesPerCpu
    const { committed, consumed } = partsOfPage(ring, page)
    for (const { offset, length, ts, type } of eventsOnPage(bytes, page * pageSize, committed)) {
      if (offset < consumed) continue
      const at = page * pageSize + offset
      const body = bytes.subarray(at + EventAt.body, at + length)
      yield { cpu, ts, type: type >>> 0, body, lostBefore, late: false, ring: number, page, offset }
      lostBefore = 0
    }
    lostBefore += ring.page(page).refusedHere
    if (page === tailPage) break
  }
  return lostBefore
}

/** Whether the same is unread in both: events that are being written do not count, nor what a page says besides. */
export function sameUnread(a: SlotCapture, b: SlotCapture): boolean {
  if (a.layout.totalBytes !== b.layout.totalBytes || a.liveRing !== b.liveRing) return false
  const [one, other] = [a.live(), b.live()]
  if (one.headPage !== other.headPage || one.tailPage !== other.tailPage || one.pendingLost !== other.pendingLost)
    return false
  const { pagesPerCpu, pageSize } = one.layout
  for (let page = 0; page < pagesPerCpu; page++) {
    const [here, there] = [one.page(page), other.page(page)]
    if (here.committedBytes !== there.committedBytes || here.consumedBytes !== there.consumedBytes) return false
    if (here.refusedHere !== there.refusedHere) return false
    const [from, end] = [page * pageSize, page * pageSize + Math.min(pageSize, here.committedBytes)]
    for (let at = from; at < end; at++) if (one.bytes[at] !== other.bytes[at]) return false
  }
  return true
}
