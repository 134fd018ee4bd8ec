/** An event of the timeline in words: of what was read from the log, of what is unread from the captured bytes. */
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import { EVENT_HEADER_BYTES } from '../../ring/trace-buffer.ts'
import { isUnreadAt, numberAt, refAt } from './event-order.ts'
import type { LaneEvent } from './event-order.ts'
import { lostBetween } from './columns.ts'
import type { Timeline } from './timeline.ts'

export interface EventWords {
  readonly name: string
  readonly text: string
}

/** @returns undefined where its bytes have gone since */
export function wordsOfEvent({ lanes, source }: Timeline, event: LaneEvent): EventWords | undefined {
  const { log, types } = source
  const { lane, place } = event
  if (!isUnreadAt(lane, place)) {
    const row = log.row(lane.read.events.at('where', numberAt(lane, place)) - log.first)
    return row?.kind === 'event' ? { name: types.nameOf(row.type), text: types.format(row.type, row.body) } : undefined
  }
  const ref = refAt(lanes, event)
  const ring = source.captures.latest(lane.cpu)?.live()
  if (!ref || !ring) return undefined
  const pageAt = ref.page * ring.layout.pageSize
  const committed = Math.min(ring.page(ref.page).committedBytes, ring.layout.pageSize)
  if (ring.bytes.length < pageAt + committed) return undefined
  const found = eventsOnPage(ring.bytes, pageAt, committed).find(({ offset }) => offset === ref.offset)
  if (found?.ts !== ref.ts) return undefined
  const body = ring.bytes.subarray(pageAt + found.offset + EVENT_HEADER_BYTES, pageAt + found.offset + found.length)
  const type = found.type >>> 0
  return { name: types.nameOf(type), text: types.format(type, body) }
}

/** How many events of its CPU were lost right before it. */
export function lostBefore({ lane, place }: LaneEvent): number {
  const { gaps } = isUnreadAt(lane, place) ? lane.unread : lane.read
  const number = numberAt(lane, place)
  return lostBetween(gaps, gaps.firstNotBelow('event', number), gaps.firstNotBelow('event', number + 1))
}
