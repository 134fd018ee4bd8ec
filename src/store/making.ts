/** Long texts are made a piece at a time, and between two pieces the page goes on. */
import { textChunks } from '../trace-files/event-lines.ts'

export interface Making {
  readonly signal?: AbortSignal
  /** from 0 to 1 */
  readonly onProgress?: (share: number) => void
}

/** ms of work between two pauses: with a frame's drawing it fits into a sixtieth of a second */
const SLICE_MS = 8

/**
 * @param share how much of it is made, from 0 to 1
 * @throws the signal's reason, once it is aborted
 */
export async function makeText(
  lines: Iterable<string>,
  { signal, onProgress }: Making,
  share: () => number,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const encoder = new TextEncoder()
  let pause = Date.now() + SLICE_MS
  for (const chunk of textChunks(lines)) {
    parts.push(encoder.encode(chunk))
    if (Date.now() < pause) continue
    onProgress?.(share())
    await new Promise((resolve) => setTimeout(resolve))
    signal?.throwIfAborted()
    pause = Date.now() + SLICE_MS
  }
  return new Blob(parts, { type: 'text/plain' })
}
