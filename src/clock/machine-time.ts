/**
 * The machine's time: nanoseconds since its start() first ran, standing still while it is stopped.
 *
 * One block of shared memory, MACHINE_TIME_BYTES long. Only the main thread writes it (MachineTimeControl); every CPU and the reader
 * read it (MachineTime):
 *
 *   byte 0   i32  sequence           even: the words below are whole; odd: they are being changed
 *   byte 4   i32  running            1 between start and stop
 *   byte 8   f64  accumulatedNs      of all runs that have ended
 *   byte 16  f64  startedAtEpochMs   when the present run began: milliseconds since 1970 by the main thread's clock
 *
 * While nothing changes, which is nearly always, a reading costs one atomic load of `sequence`: a word that all threads read and none
 * writes stays in every core's cache. Only when `sequence` has moved are the words read again.
 */
export const MACHINE_TIME_BYTES = 24

const SEQUENCE = 0
const RUNNING = 1
const ACCUMULATED_NS = 1
const STARTED_AT_EPOCH_MS = 2

const NS_PER_MS = 1e6
/** A change takes well under a microsecond; if the main thread was suspended in mid-change, the words of before do for this reading. */
const MAX_TRIES = 1000

/** A thread's own clock: `nowMs` counts from `originEpochMs`, as `performance.now` counts from `performance.timeOrigin`. */
export interface ThreadTime {
  readonly nowMs: () => number
  readonly originEpochMs: number
}

/** The main thread's side: starts and stops the machine's time. */
export class MachineTimeControl {
  private readonly ints: Int32Array
  private readonly floats: Float64Array

  constructor(
    block: ArrayBufferLike,
    byteOffset: number,
    private readonly time: ThreadTime,
  ) {
    this.ints = new Int32Array(block, byteOffset, 2)
    this.floats = new Float64Array(block, byteOffset, MACHINE_TIME_BYTES / 8)
  }

  /** Does nothing while the time runs. */
  start(): void {
    if (this.running) return
    this.change(() => {
      this.floats[STARTED_AT_EPOCH_MS] = this.epochMs()
      Atomics.store(this.ints, RUNNING, 1)
    })
  }

  /** Does nothing while the time stands. */
  stop(): void {
    if (!this.running) return
    this.change(() => {
      const ranMs = Math.max(0, this.epochMs() - this.startedAtEpochMs)
      this.floats[ACCUMULATED_NS] = this.accumulatedNs + Math.round(ranMs * NS_PER_MS)
      Atomics.store(this.ints, RUNNING, 0)
    })
  }

  /** Step mode: the time stands at `ns`, until it is set anew. */
  set(ns: number): void {
    this.change(() => {
      this.floats[ACCUMULATED_NS] = ns
    })
  }

  get running(): boolean {
    return Atomics.load(this.ints, RUNNING) === 1
  }

  private get accumulatedNs(): number {
    return this.floats[ACCUMULATED_NS] ?? 0
  }

  private get startedAtEpochMs(): number {
    return this.floats[STARTED_AT_EPOCH_MS] ?? 0
  }

  private epochMs(): number {
    return this.time.originEpochMs + this.time.nowMs()
  }

  /** Makes `sequence` odd, changes the words, makes it even: read by `MachineTime.refresh` in the opposite order. */
  private change(words: () => void): void {
    Atomics.add(this.ints, SEQUENCE, 1)
    words()
    Atomics.add(this.ints, SEQUENCE, 1)
  }
}

/** One thread's reading of the machine's time. Never goes backwards on its thread. */
export class MachineTime {
  private readonly ints: Int32Array
  private readonly floats: Float64Array
  private sequence = -1
  private isRunning = false
  private accumulatedNs = 0
  /** on this thread's own clock: a small number, so that differences keep more digits than milliseconds since 1970 do */
  private startedAtMs = 0
  private lastNs = 0

  constructor(
    block: ArrayBufferLike,
    byteOffset: number,
    private readonly time: ThreadTime,
  ) {
    this.ints = new Int32Array(block, byteOffset, 2)
    this.floats = new Float64Array(block, byteOffset, MACHINE_TIME_BYTES / 8)
  }

  /** Nanoseconds since the machine's first start; equal readings are normal, browsers' clocks are coarse. */
  nowNs(): number {
    const sequence = Atomics.load(this.ints, SEQUENCE)
    if (sequence !== this.sequence) this.refresh()
    if (this.isRunning) this.advance()
    return this.lastNs
  }

  /** Changes with every start and stop: whoever measures by a clock of its own sets it anew when this has moved. */
  get period(): number {
    return Atomics.load(this.ints, SEQUENCE)
  }

  /** as of the last `nowNs` */
  get running(): boolean {
    return this.isRunning
  }

  private advance(): void {
    const ns = this.accumulatedNs + Math.floor((this.time.nowMs() - this.startedAtMs) * NS_PER_MS)
    if (ns > this.lastNs) this.lastNs = ns
  }

  /**
   * Takes the words over. The second reading of `sequence` adds 0 rather than loads: a read-modify-write keeps the plain reads above it.
   * After a stop the time of the stop may lie before the last reading (two threads' clocks): then the reading stands.
   */
  private refresh(): void {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = Atomics.load(this.ints, SEQUENCE)
      const running = Atomics.load(this.ints, RUNNING) === 1
      const accumulatedNs = this.floats[ACCUMULATED_NS] ?? 0
      const startedAtEpochMs = this.floats[STARTED_AT_EPOCH_MS] ?? 0
      const after = Atomics.add(this.ints, SEQUENCE, 0)
      if (before !== after || (before & 1) === 1) continue
      this.sequence = before
      this.isRunning = running
      this.accumulatedNs = accumulatedNs
      this.startedAtMs = startedAtEpochMs - this.time.originEpochMs
      if (accumulatedNs > this.lastNs) this.lastNs = accumulatedNs
      return
    }
  }
}
