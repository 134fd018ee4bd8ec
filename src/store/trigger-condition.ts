/** A trigger as the op of a stepped machine at which it is met: there everybody is parked anyway, and nothing has to be disabled. */
import type { Trigger } from '../control/trigger-words.ts'
import type { Recording } from '../recording/recording.ts'
import { Point } from '../ring/probe.ts'
import { EVENT_HEADER_BYTES, Refused } from '../ring/trace-buffer.ts'
import { eventsOnPage } from '../ring/rfc/page-events.ts'
import type { PageEvent } from '../ring/rfc/page-events.ts'

/** @returns asked of every op in their order, while the recording stands at it: true at the last event that is recorded behind the hit */
export function triggerCondition(recording: Recording, trigger: Trigger): (op: number) => boolean {
  const { log } = recording
  let left: number | undefined
  return (op) => {
    if (left === undefined) {
      if (happensAt(recording, op, trigger)) left = trigger.after ?? 0
    } else if (log.pointOf(op) === Point.TailPublished) left--
    return left === 0
  }
}

function happensAt(recording: Recording, op: number, trigger: Trigger): boolean {
  const { seat, point, b } = recording.log.op(op)
  if (trigger.cpu !== undefined && trigger.cpu !== seat) return false
  switch (trigger.on) {
    case 'overrun':
      return point === Point.OverrunWritten
    case 'full':
      return point === Point.WriteRefused && b === Refused.full
    case 'event':
      return point === Point.TailPublished && isEvent(recording, op, trigger)
    case 'stamp':
      return point === Point.TailPublished && (committedAt(recording, op)?.ts ?? 0) >= trigger.atLeast
  }
}

function isEvent(recording: Recording, op: number, { type, field }: Extract<Trigger, { on: 'event' }>): boolean {
  const event = committedAt(recording, op)
  if (event?.type !== type) return false
  if (!field) return true
  const { offset, bytes, equals } = field
  const at = EVENT_HEADER_BYTES + offset
  if (at + bytes > event.length) return false
  const { image, log } = recording
  const { a: ring, b: page } = log.op(op)
  const body = image.pageAddress(ring, page) + event.offset + at
  return Array.from({ length: bytes }, (_, byte) => (equals >>> (8 * byte)) & 0xff).every(
    (wanted, byte) => image.u8[body + byte] === wanted,
  )
}

/** The event whose commit this op is: the last one before the tail that it has stored. */
function committedAt({ image, log }: Recording, op: number): PageEvent | undefined {
  const { a: ring, b: page, c: tail } = log.op(op)
  return eventsOnPage(image.u8, image.pageAddress(ring, page), tail).at(-1)
}
