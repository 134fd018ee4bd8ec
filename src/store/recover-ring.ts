/** What is left of a CPU's ring, with the bodies. */
import type { CapturedRing } from '../ring/capture.ts'
import { recoverFromPages, recoverFromWords } from '../ring/rfc/recover.ts'
import type { Recovered } from '../ring/rfc/recover.ts'
import { EVENT_HEADER_BYTES } from '../ring/trace-buffer.ts'

export interface RecoveredBytes extends Recovered {
  /** with its rounding */
  readonly body: Uint8Array
}

/** @param ring its words, and the bytes of all its pages, of one moment @param words true: by the words; false: from the pages alone */
export function recoverRing(
  ring: { words: CapturedRing; bytes: Uint8Array },
  pageSize: number,
  words: boolean,
): RecoveredBytes[] {
  const found = words ? recoverFromWords(ring.words, ring.bytes) : recoverFromPages(ring.bytes, pageSize)
  return found.map((recovered) => ({ ...recovered, body: bodyOf(recovered, ring.bytes, pageSize) }))
}

function bodyOf({ page, event }: Recovered, bytes: Uint8Array, pageSize: number): Uint8Array {
  if (!event) return new Uint8Array()
  const at = page * pageSize + event.offset
  return bytes.slice(at + EVENT_HEADER_BYTES, at + event.length)
}
