/**
 * The lock of a CPU's slot. The mail takes a raw spinlock with interrupts off; here more threads than cores contend, so a waiter spins
 * briefly and then sleeps on the lock word.
 *
 * The lock belongs to the CPU's *slot*, not to the ring that a snapshot swaps away: a writer locks, then reads which ring is live.
 *
 *        31                        10 9                     0
 *       +----------------------------+-----------------------+
 *  word |  turn: releases so far     |  holder + 1; 0 = free |      word + 1: 1 while somebody sleeps on it
 *       +----------------------------+-----------------------+
 *
 * The holder's number tells who is waited for, and whether that actor is dead. The turn makes the word a sequence lock as well: who reads
 * a free word, copies, and finds the same word again (by an atomic read-modify-write, which orders the plain reads before it) has copied
 * a moment at which nobody held the lock. It wraps after four million releases, far more than fit into one copy.
 *
 * The spinlocks of the patch's day were fair (tickets). Here a holder can be preempted in mid-write, and a CPU that writes flat out would take
 * its lock again long before a woken sleeper runs, so whoever wakes a sleeper leaves that lock alone for a moment.
 */
import { noProbe, Point } from './probe.ts'
import type { Probe } from './probe.ts'

const HOLDER_BITS = 10
const HOLDER_MASK = (1 << HOLDER_BITS) - 1
const ONE_TURN = 1 << HOLDER_BITS

/** Actor numbers: CPU c is c; readers are 256 and up, a new one for each reader that was booted after another died. */
export const FIRST_READER = 256
export const ACTORS = HOLDER_MASK

/** 200 rounds are about what one hold of the lock takes; spinning longer starves the holder when there are more threads than cores. */
const SPINS = 200
/** ms; a missed wake-up then costs this much, not a hang, and a dead holder is noticed within it */
const SLEEP_MS = 1
/** ms that an actor leaves a lock alone after it has woken a sleeper: enough to be scheduled, too little to lose a slice */
const LET_IN_MS = 0.1

/** Words beside all rings, one per actor, in the machine's control block. */
export interface ActorWords {
  /** not 0: this actor has ended and will never store again. Written by the machine; by the actor only where it waits for itself. */
  readonly dead: Int32Array
  /** 0, or the slot whose lock this actor sleeps for, + 1. Written by the actor. */
  readonly waitsFor: Int32Array
}

export interface Locks {
  /** @returns false when the holder is dead: the lock was not taken and never will be */
  acquire(lockAt: number, slot: number): boolean
  release(lockAt: number, slot: number): void
  /**
   * Waits for a lock that is never released; ends only with the thread. The actor says meanwhile that it waits for this slot.
   * @throws WaitsForEver where the thread is not its own
   */
  awaitForever(slot: number): void
}

/** In turn in one thread nobody can sleep, and no turn ends with a lock held: who finds one held waits for ever, and never gets a turn again. */
export class WaitsForEver extends Error {
  override readonly name = 'WaitsForEver'
}

/** For one thread: nobody else is there to wait for. Also what the reader as posted does. */
export const noLocks: Locks = { acquire: () => true, release: () => {}, awaitForever: () => {} }

export function holderOf(word: number): number | undefined {
  const holder = word & HOLDER_MASK
  return holder === 0 ? undefined : holder - 1
}

export class SlotLocks implements Locks {
  /** the lock at which this actor has just woken a sleeper; -1: none */
  private letInAt = -1

  constructor(
    protected readonly words: Int32Array,
    protected readonly actors: ActorWords,
    protected readonly actor: number,
    protected readonly probe: Probe = noProbe,
  ) {}

  acquire(lockAt: number, slot: number): boolean {
    if (lockAt === this.letInAt) this.letIn(lockAt)
    const word = this.words[lockAt] as number // a guess: the exchange asks whether it is right
    // partner: the store in release, which publishes everything done under the lock before
    const taken =
      (word & HOLDER_MASK) === 0 && Atomics.compareExchange(this.words, lockAt, word, word | (this.actor + 1)) === word
    if (!taken && !this.acquireSlowly(lockAt, slot)) return false
    this.probe(Point.LockTaken, slot, this.actor, 0)
    return true
  }

  release(lockAt: number, slot: number): void {
    const word = this.words[lockAt] as number // only the holder changes a held word
    Atomics.store(this.words, lockAt, (word & ~HOLDER_MASK) + ONE_TURN)
    if (Atomics.load(this.words, lockAt + 1) !== 0) this.wake(lockAt)
    this.probe(Point.LockReleased, slot, this.actor, 0)
  }

  awaitForever(slot: number): void {
    const { dead, waitsFor } = this.actors
    Atomics.store(waitsFor, this.actor, slot + 1)
    refuseToSleep(dead, slot)
    for (;;) Atomics.wait(dead, this.actor, Atomics.load(dead, this.actor))
  }

  private wake(lockAt: number): void {
    Atomics.store(this.words, lockAt + 1, 0) // who wakes and does not get the lock says so again
    Atomics.notify(this.words, lockAt)
    this.letInAt = lockAt
  }

  private letIn(lockAt: number): void {
    this.letInAt = -1
    Atomics.wait(this.words, lockAt, Atomics.load(this.words, lockAt), LET_IN_MS)
  }

  private acquireSlowly(lockAt: number, slot: number): boolean {
    const { words, actor } = this
    for (let spin = 0; ; spin++) {
      const word = Atomics.load(words, lockAt)
      if ((word & HOLDER_MASK) === 0) {
        if (Atomics.compareExchange(words, lockAt, word, word | (actor + 1)) === word) return true
      } else if (spin >= SPINS) {
        const holder = (word & HOLDER_MASK) - 1
        if (holder === actor) this.deadlock(slot)
        // the word again: the holder may have released it and ended since it was read
        if (Atomics.load(this.actors.dead, holder) !== 0 && Atomics.load(words, lockAt) === word) return false
        this.sleep(lockAt, slot, word)
      }
    }
  }

  /**
   * A nested write under the own lock: it waits for the write that it interrupts, which waits for it. For all others this actor is as good as
   * dead: it will never store again, nor release what it holds.
   */
  private deadlock(slot: number): never {
    this.probe(Point.LockWaited, slot, this.actor, 0)
    Atomics.store(this.actors.dead, this.actor, 1)
    for (;;) this.awaitForever(slot)
  }

  /** Until the lock may be free. @param word the lock's, as it was held */
  protected sleep(lockAt: number, slot: number, word: number): void {
    const { dead, waitsFor } = this.actors
    Atomics.store(waitsFor, this.actor, slot + 1)
    this.probe(Point.LockWaited, slot, (word & HOLDER_MASK) - 1, 0)
    refuseToSleep(dead, slot)
    Atomics.store(this.words, lockAt + 1, 1)
    Atomics.wait(this.words, lockAt, word, SLEEP_MS)
    Atomics.store(waitsFor, this.actor, 0)
    stayDead(dead, this.actor)
  }
}

/** @throws WaitsForEver on plain memory, which no other thread can see */
function refuseToSleep(words: Int32Array, slot: number): void {
  if (words.buffer instanceof ArrayBuffer) throw new WaitsForEver(`for the lock of slot ${slot}`)
}

/** An actor that was marked dead while it slept must never store again: it stays here until its thread is taken down. */
export function stayDead(dead: Int32Array, actor: number): void {
  for (;;) {
    const mark = Atomics.load(dead, actor)
    if (mark === 0) return
    Atomics.wait(dead, actor, mark)
  }
}
