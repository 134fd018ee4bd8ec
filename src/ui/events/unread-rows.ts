/**
 * What is unread in captured rings, in merged order and with the losses before it: as a reader would be given it, while the machine stands
 * still. Losses noted on a page are told behind that page, since the capture does not say where on it they were.
 */
import { mergeOrder } from '../../merge/merge-tree.ts'
import type { Runs } from '../../merge/runs.ts'
import type { CapturedRing } from '../../ring/capture.ts'
import { EventAt } from '../../ring/rfc/layout.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { LogRow } from '../../store/event-log.ts'
import type { LogRows } from '../../store/log-rows.ts'
import { partsOfPage } from '../rings/page-parts.ts'
import type { WholeRing } from '../whole-rings.ts'

/** An event as `LogRows` takes it. */
export type UnreadEvent = Parameters<LogRows['rowsOf']>[0][number]

/** rows that are put into the log at a time */
const ROWS_AT_ONCE = 256
const TWO_32 = 2 ** 32

/** The unread events of all CPUs, a few at a time. @param rings by CPU; they stand still meanwhile */
export function* unreadRows(rings: readonly WholeRing[], rows: Pick<LogRows, 'rowsOf'>): Generator<LogRow[]> {
  const runs = new RingRuns(rings)
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

  constructor(rings: readonly WholeRing[]) {
    this.runs = rings.map(({ ring, number }, cpu) => {
      const events = unreadOfRing(ring, { cpu, ring: number })
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
