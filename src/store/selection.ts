/**
 * The one selection: a page, or an event on it. Rings, bytes, timeline and list all show it and set it. An event is known by where it lies and by its
 * stamp: once the place holds another stamp, the event is gone, and whoever shows the place says so.
 */
import type { EventPlace } from '../reader/event-batch.ts'
import type { SlotCapture } from '../ring/capture.ts'

/** A page of a CPU's live ring, or of its spare ring. */
export interface PageOf {
  cpu: number
  page: number
  snapshot: boolean
}

export interface SelectedEvent {
  /** ring number: it tells after a snapshot that the event is in the spare ring now */
  ring: number
  /** bytes from the page's begin */
  offset: number
  /** ns */
  ts: number
}

export interface Selection extends PageOf {
  event?: SelectedEvent
}

/** An event anywhere: where it lies or lay, and its stamp. */
export interface EventRef extends EventPlace {
  cpu: number
  /** ns */
  ts: number
}

/** @param capture of that CPU: it tells which of its two rings is live */
export function selectionOf(event: EventRef, capture: SlotCapture | undefined): Selection {
  const { cpu, ring, page, offset, ts } = event
  return { cpu, page, snapshot: capture !== undefined && capture.liveRing !== ring, event: { ring, offset, ts } }
}

/** The selected page as it lies now: a selected event goes with its ring when a snapshot swaps it away. */
export function pageOf(selection: Selection, capture: SlotCapture | undefined): PageOf {
  const { cpu, page, event } = selection
  const snapshot = event && capture ? capture.liveRing !== event.ring : selection.snapshot
  return { cpu, page, snapshot }
}

export function isSelected(selection: Selection | undefined, event: EventRef): boolean {
  const chosen = selection?.event
  return (
    chosen !== undefined &&
    selection?.cpu === event.cpu &&
    selection.page === event.page &&
    chosen.ts === event.ts &&
    chosen.offset === event.offset &&
    chosen.ring === event.ring
  )
}

export function selectedRef(selection: Selection | undefined): EventRef | undefined {
  if (!selection?.event) return undefined
  const { cpu, page, event } = selection
  return { cpu, page, ...event }
}

export function isSamePage(a: PageOf | undefined, b: PageOf): boolean {
  return a?.cpu === b.cpu && a.page === b.page && a.snapshot === b.snapshot
}
