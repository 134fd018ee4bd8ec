import { Point } from '../ring/probe.ts'
import { holderOf, SlotLocks } from '../ring/slot-lock.ts'

/** The locks of step mode: who finds one held parks at `LockWaited`, and tries again each time it is released. Nobody sleeps on the word itself. */
export class SteppedLocks extends SlotLocks {
  protected override sleep(_lockAt: number, slot: number, word: number): void {
    this.waitFor(slot, holderOf(word) ?? this.actor)
    Atomics.store(this.actors.waitsFor, this.actor, 0)
  }

  override awaitForever(slot: number): void {
    for (;;) this.waitFor(slot, this.actor)
  }

  private waitFor(slot: number, holder: number): void {
    Atomics.store(this.actors.waitsFor, this.actor, slot + 1)
    this.probe(Point.LockWaited, slot, holder, 0)
  }
}
