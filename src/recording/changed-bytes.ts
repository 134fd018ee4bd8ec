import type { Recording } from './recording.ts'

/** Bytes of a page that an op changed. */
export interface ChangedBytes {
  /** number of the ring */
  readonly ring: number
  readonly page: number
  /** offsets of the first, and behind the last */
  readonly at: number
  readonly end: number
}

/** In whole words, those that touch joined. @param op 0: nothing has changed */
export function changedBytes({ image, log }: Recording, op: number): ChangedBytes[] {
  const { layout, pagesPerCpu, pageSize } = image
  const found: { ring: number; page: number; at: number; end: number }[] = []
  if (op === 0) return found
  log.forEachChange(op, (word) => {
    const byte = word * 4 - layout.pagesAt
    if (byte < 0) return
    const index = Math.floor(byte / pageSize)
    const [ring, page, at] = [Math.floor(index / pagesPerCpu), index % pagesPerCpu, byte % pageSize]
    const last = found.at(-1)
    if (last?.ring === ring && last.page === page && last.end === at) last.end = at + 4
    else found.push({ ring, page, at, end: at + 4 })
  })
  return found
}
