/**
 * Compares what the consumer is told of one CPU's losses with what the oracle misses between two events. Overruns are told exactly where they are.
 * Refusals that lie at several places of a page are told at the first of them: early, but never on a page before, and never late.
 */
import assert from 'node:assert/strict'
import type { Given, WitnessedCpu } from './witness.ts'

export class Gaps {
  /** index of the attempt behind the last that was consumed */
  private next = 0
  /** the page of the last that was consumed; none right after a reset or a swap */
  private turn: number | undefined
  /** how many have been told before their place */
  private early = 0

  constructor(private readonly oracle: WitnessedCpu) {}

  /** A reset, or a swap: the ring starts anew, what was lost until then is not told in it. */
  forget(): void {
    this.next = this.oracle.attempts.length
    this.turn = undefined
    this.early = 0
  }

  /** @returns whether there was something to tell */
  check({ attempt, cpu, lostBefore }: Given): boolean {
    assert(attempt, 'nobody wrote this')
    const lost = this.countLost(attempt.seq)
    this.early += lostBefore - lost
    const where = `CPU ${cpu}, before ${attempt.seq}: ${lost} lost, ${lostBefore} told, ${this.early} early`
    const mayBeEarly = attempt.turn === this.turn && this.oracle.count('full') > 0
    assert(mayBeEarly ? this.early >= 0 : this.early === 0, where)
    this.turn = attempt.turn
    return lost > 0
  }

  /** Between the last that was consumed and this one: refused as full, or committed and never read. */
  private countLost(seq: number): number {
    let lost = 0
    for (; this.oracle.attempts[this.next]?.seq !== seq; this.next++) {
      const attempt = this.oracle.attempts[this.next]
      assert(attempt, `${seq} was consumed before`)
      if (attempt.outcome === 'full' || attempt.outcome === 'committed') lost++
    }
    this.next++
    return lost
  }
}
