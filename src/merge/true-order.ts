/**
 * How far a merged stream is from the order in which things happened, where that is known: clocks that are off on purpose say by how much, and the
 * true time of an event is its stamp without its CPU's offset. One looks at a stream as it is delivered; nothing is kept but two numbers.
 */
export class TrueOrder {
  private latestTrueNs = -Infinity
  private lastNs = -Infinity
  private lastCpu = -1

  /** events delivered after one that happened later */
  inversions: number
  /** events delivered after one of another CPU with the same stamp: the lower CPU went first */
  ties: number

  /** @param offsetsNs per CPU; what is missing is 0 @param counted before, by whoever looked at the stream so far */
  constructor(
    private readonly offsetsNs: readonly number[] = [],
    counted = { inversions: 0, ties: 0 },
  ) {
    this.inversions = counted.inversions
    this.ties = counted.ties
  }

  /** The next event of the stream. */
  see(cpu: number, ns: number): void {
    const trueNs = ns - (this.offsetsNs[cpu] ?? 0)
    if (trueNs < this.latestTrueNs) this.inversions++
    else this.latestTrueNs = trueNs
    if (ns === this.lastNs && cpu !== this.lastCpu) this.ties++
    this.lastNs = ns
    this.lastCpu = cpu
  }
}
