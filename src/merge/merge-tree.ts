/**
 * The order of runs that stand still, as a tree of losers. Each inner node is a match and keeps the run that lost it; the winner goes on up. When
 * the winner's run has been passed, only the matches on its way up are played again: log2(runs) compares instead of one per run.
 *
 *            first: 2                  the stamps of the heads: 7, 4, 3, 9
 *         node 1: 1 (4)                run r enters at node (count + r) / 2
 *     node 2: 0 (7)   node 3: 3 (9)
 *      run 0  run 1    run 2  run 3
 *
 * Events come in bursts. A run that has come first a few times in a row is likely to go on: then the earliest loser on its way up, the only
 * run that can be next instead, is remembered as its rival, and as long as the run stays ahead of that stamp one compare is all.
 *
 * Nothing here needs a run to be sorted: where a clock went back, the earliest head is next all the same, as with the linear scan.
 */
import { LinearScan } from './linear-scan.ts'
import type { Order, Runs } from './runs.ts'

/** the `hi` of a run that is at its end: later than every stamp */
const AT_END = Infinity
/** earlier than every stamp: no run stays ahead of a rival like this, and a run like this wins every match */
const BEFORE_ALL = -1
/** Times in a row that make a burst: looking for the rival costs as much as playing, and of four runs one comes again by chance every fourth time. */
const BURST = 3

/** The order of runs that stand still, whatever their number: two heads are compared faster than a tree of them is kept. */
export function mergeOrder(runs: Runs): Order {
  return runs.count > 2 ? new MergeTree(runs) : new LinearScan(runs)
}

export class MergeTree implements Order {
  private readonly count: number
  /** by run, the stamp of its head; behind the runs one that does not exist and stands in every node before the first match */
  private readonly lo: Float64Array
  private readonly hi: Float64Array
  /** by node, from 1 */
  private readonly losers: Int32Array
  private first = -1
  /** the head of `first` is still to be looked at; at the start all are */
  private isPassed = true
  /** how often in a row `first` came first again after its match */
  private streak = 0
  /** The stamp of the rival last looked for. It stays true when that run wins: a head enters a match only if it is not earlier than this. */
  private rivalLo = 0
  private rivalHi = BEFORE_ALL

  constructor(private readonly runs: Runs) {
    this.count = runs.count
    this.lo = new Float64Array(this.count + 1)
    this.hi = new Float64Array(this.count + 1).fill(BEFORE_ALL)
    this.losers = new Int32Array(Math.max(1, this.count)).fill(this.count)
  }

  next(): number {
    if (this.isPassed) {
      this.isPassed = false
      if (this.first < 0) this.begin()
      else this.goOn(this.first)
    }
    return this.first
  }

  pass(): void {
    this.isPassed = true
  }

  /** Every run that enters throws the one that does not exist out of a node; what the last one meets are runs. */
  private begin(): void {
    const { runs } = this
    for (let run = 0; run < this.count; run++) {
      if (runs.look(run)) this.play(run, runs.lo, runs.hi)
      else this.play(run, 0, AT_END)
    }
  }

  private goOn(run: number): void {
    const { runs } = this
    if (!runs.look(run)) this.play(run, 0, AT_END)
    else if (this.isAheadOfRival(runs.lo, runs.hi)) return
    else this.play(run, runs.lo, runs.hi)
    this.streak = this.first === run ? this.streak + 1 : 0
    if (this.streak >= BURST) this.findRival(run)
  }

  /** A tie is for the match to decide. */
  private isAheadOfRival(lo: number, hi: number): boolean {
    return hi === this.rivalHi ? lo < this.rivalLo : hi < this.rivalHi
  }

  /** All matches on the run's way up. */
  private play(run: number, runLo: number, runHi: number): void {
    const { lo, hi, losers } = this
    lo[run] = runLo
    hi[run] = runHi
    let ahead = run
    let aheadLo = runLo
    let aheadHi = runHi
    for (let node = (this.count + run) >>> 1; node > 0; node >>>= 1) {
      const other = losers[node] as number
      const otherLo = lo[other] as number
      const otherHi = hi[other] as number
      if (otherHi > aheadHi) continue
      if (otherHi === aheadHi && (otherLo > aheadLo || (otherLo === aheadLo && other > ahead))) continue
      losers[node] = ahead
      ahead = other
      aheadLo = otherLo
      aheadHi = otherHi
    }
    this.first = aheadHi === AT_END ? -1 : ahead // the earliest run is at its end: all are
  }

  private findRival(run: number): void {
    const { lo, hi, losers } = this
    let rivalLo = 0
    let rivalHi = AT_END
    for (let node = (this.count + run) >>> 1; node > 0; node >>>= 1) {
      const loser = losers[node] as number
      const loserLo = lo[loser] as number
      const loserHi = hi[loser] as number
      if (loserHi > rivalHi || (loserHi === rivalHi && loserLo >= rivalLo)) continue
      rivalLo = loserLo
      rivalHi = loserHi
    }
    this.rivalLo = rivalLo
    this.rivalHi = rivalHi
  }
}
