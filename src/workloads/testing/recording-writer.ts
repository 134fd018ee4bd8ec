import type { EventWriter } from '../workload.ts'

export interface WrittenEvent {
  readonly type: number
  readonly payload: Uint8Array
}

/** A writer that keeps what it is given and always gives the same answer. */
export function recordingWriter(answer = 0): EventWriter & { readonly events: WrittenEvent[] } {
  const events: WrittenEvent[] = []
  return {
    events,
    write(type, length, words, wordAt) {
      const bytes = new Uint8Array(words.buffer, words.byteOffset + wordAt * 4, length)
      events.push({ type, payload: bytes.slice() })
      return answer
    },
  }
}
