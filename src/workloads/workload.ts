/**
 * What a CPU does: a workload says when its next event is due and writes it. Pure and seeded; time is passed in. Neither `due` nor
 * `step` allocates: they run between any two events of a CPU that writes flat out.
 */

/** Where a workload's events go. */
export interface EventWriter {
  /**
   * Writes one event.
   * @param length bytes of the body
   * @param words the body is `length` bytes from words[wordAt] on, little endian
   * @returns 0 or more: committed; below 0: refused (`Refused` in ring/trace-buffer.ts)
   */
  write(type: number, length: number, words: Int32Array, wordAt: number): number
}

export interface Workload {
  /** when the next event is due, in ns of the machine's time; in the past: at once; Infinity: not as things stand */
  readonly due: number
  /** nothing is left to do, whatever the pace; the CPU is idle */
  readonly ended: boolean
  /** Makes one attempt to write. To be called when the next event is due. */
  step(writer: EventWriter): void
}
