/** Bytes and counts that the cards' arithmetic is made of; all of a configuration, nothing measured. */
import type { MachineConfig } from '../../machine/machine-config.ts'
import { EVENT_ALIGN_BYTES, EVENT_HEADER_BYTES, maxPayloadBytes } from '../../ring/trace-buffer.ts'

/** a word, a few words, a short text, a long one */
const BODIES = [4, 20, 52, 100] as const

/** Bodies of usual lengths that fit on a page of this machine, bytes. */
export function usualBodies({ pageSize }: MachineConfig): number[] {
  return BODIES.filter((body) => body <= maxPayloadBytes(pageSize))
}

/** The event of 2008: header and body, rounded up. */
export function eventBytes(body: number, header = EVENT_HEADER_BYTES): number {
  return Math.ceil((header + body) / EVENT_ALIGN_BYTES) * EVENT_ALIGN_BYTES
}

/** bodies above this have a word for their length */
const SHORT_BODY = 112
const WORD = 4

/** The event of Linux 6.12 without a time extend: a header of one word, bodies rounded up to words; 12 bytes become 16. */
export function mainlineEventBytes(body: number): number {
  const bytes = Math.max(body, 1) + WORD + (body > SHORT_BODY ? WORD : 0)
  const rounded = Math.ceil(bytes / WORD) * WORD
  return rounded === 3 * WORD ? 4 * WORD : rounded
}

export function eventsPerPage({ pageSize }: MachineConfig, event: number): number {
  return Math.floor(pageSize / event)
}

export function eventsPerRing(config: MachineConfig, event: number): number {
  return config.pagesPerCpu * eventsPerPage(config, event)
}

/** Bytes of a page that hold no event when all are of this length. */
export function paddingPerPage(config: MachineConfig, event: number): number {
  return config.pageSize - eventsPerPage(config, event) * event
}

/** The most events that a page can hold: empty bodies. */
export function mostEventsPerPage(config: MachineConfig): number {
  return eventsPerPage(config, eventBytes(0))
}

/** Bytes of a CPU's ring. */
export function ringBytesPerCpu({ pagesPerCpu, pageSize }: MachineConfig): number {
  return pagesPerCpu * pageSize
}
