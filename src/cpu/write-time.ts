/**
 * How long a write takes on this CPU, measured in its own thread. A browser's clock has steps of some µs, far longer than a write, so the time of
 * single writes cannot be had: busy time is summed over stretches without rest, and told when it has come to a batch.
 *
 *   rest | look  write write write  look | rest | look  write  look | …
 *          └──── busy, 3 writes ────┘             └─ busy, 1 ──┘
 *
 * The loop looks where it reads the time anyway, and, for one that never rests, where its doorbell has rung: the page rings it for every capture. So
 * a write costs nothing more. What lies between two looks is all of what the CPU does to write: its workload, the doorbell, waiting for the lock.
 */

/** writes, at least, over which the time of one is told */
export const BATCH_WRITES = 1024
/** … while live is recorded: logs are full after some hundreds */
export const RECORDED_BATCH = 64

export interface WriteTimePorts {
  /** attempts to write so far */
  attempted(): number
  /** another one after each rest */
  stretch(): number
  /** @param ns per write, over so many writes */
  tell(ns: number, writes: number): void
}

export class WriteTime {
  /** of the last look; undefined: there was none */
  private stretch: number | undefined
  private sinceNs = 0
  private sinceAttempts = 0
  private busyNs = 0
  private writes = 0

  /** @param batch writes, at least, over which the time of one is told */
  constructor(
    private readonly ports: WriteTimePorts,
    private readonly batch = BATCH_WRITES,
  ) {}

  /** What was done since the last look counts, unless there was a rest in between. */
  look(nowNs: number): void {
    if (this.ports.stretch() === this.stretch) {
      this.busyNs += nowNs - this.sinceNs
      this.writes += this.ports.attempted() - this.sinceAttempts
    }
    this.begin(nowNs)
    if (this.writes >= this.batch) this.tell()
  }

  /** What was done since the last look does not count: it was something else than the workload. */
  begin(nowNs: number): void {
    this.sinceNs = nowNs
    this.sinceAttempts = this.ports.attempted()
    this.stretch = this.ports.stretch()
  }

  private tell(): void {
    this.ports.tell(this.busyNs / this.writes, this.writes)
    this.busyNs = 0
    this.writes = 0
  }
}
