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

/**
 * What a latency tracer does with the rings besides. All answer false where it cannot be done now (no snapshot, an iterator is open, a dead
 * holder of a lock): then the tracer goes on without.
 */
export interface TracerRing extends EventWriter {
  /** erases the live ring of the tracer's own CPU */
  resetCpu(): boolean
  /** swaps the snapshot of the tracer's own CPU in, and erases those of the others */
  snapshotOneCpu(): boolean
  /** swaps the snapshots of all CPUs in */
  snapshotAll(): boolean
}

/** The largest latency so far over all CPUs. */
export interface MaxLatency {
  /**
   * @param ns the latency, as modelled
   * @param startNs when the stretch began, in ns of the machine's time as it was due; 0 flat out
   * @returns whether it is a new maximum; who gets true takes the snapshot next, and may write its last event before: no other raises it meanwhile
   */
  raise(ns: number, startNs: number): boolean
}

/** Where interrupts come from. */
export interface InterruptLine {
  /**
   * An interrupt is on its way to this CPU.
   * @param afterPoints it arrives at the n-th probe point from now; 1 or more
   * @param depth how many handlers shall nest in each other, 1 to 3
   */
  raise(afterPoints: number, depth: number): void
}

export interface Workload<Ring extends EventWriter = EventWriter> {
  /** when the next event is due, in ns of the machine's time; in the past: at once; Infinity: not as things stand */
  readonly due: number
  /** nothing is left to do, whatever the pace; the CPU is idle */
  readonly ended: boolean
  /** Makes one attempt to write. To be called when the next event is due. */
  step(ring: Ring): void
}

/** A seeded workload whose rate can be changed while it runs. */
export interface Tracer extends Workload<TracerRing> {
  /** Changes the rate in place: what is next stays next, and is due within the new interval from now. */
  setRate(eventsPerSecond: number, nowNs: number): void
}

export interface TracerOptions {
  readonly seed: number
  readonly cpu: number
  /** of the machine */
  readonly cpus: number
  /** the longest body that the ring takes; 116 at least */
  readonly maxPayloadBytes: number
  /** of this CPU, on average; Infinity: flat out; 0: none until the rate is changed */
  readonly eventsPerSecond: number
  /** attempts, then the workload has ended; default: no end */
  readonly eventsPerCpu?: number
}
