/** How an event becomes text. */
import type { ReadEvent } from './rfc/read-event.ts'

export type PrintableEvent = Pick<ReadEvent, 'cpu' | 'ts' | 'type' | 'length' | 'body'>

/**
 * The mail's ring_buffer_print_func, of a type of events or, as the buffer's default, of all whose type has none. The mail's prints into a text
 * buffer and is given the ring too; here it gives back the text.
 */
export type PrintFunc = (event: PrintableEvent) => string

/** For buffers without a print function: the body with its rounding, byte by byte. */
export const printHex: PrintFunc = ({ type, body }) =>
  `type ${type}: ${Array.from(body, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
