/**
 * How an actor goes on: turn by turn. A turn is one look at the doorbell and one step, and ends with no lock held, so that the same loop runs in a
 * thread of its own and in turn with others in one thread.
 *
 *   a thread of its own   turns until it may rest, and then sleeps on its doorbell
 *   in turn               some turns, then the next actor's; whoever may rest is passed over until its bell rings or the time has come
 */
import { Status } from './control-block.ts'
import type { ControlBlock } from './control-block.ts'

/** The answer of a turn instead of the ms to rest: the actor has left its rings, or has ended, and stores nothing more in them. */
export const LEFT = -1

export interface ActorLoop {
  readonly control: ControlBlock
  readonly seat: number
  /** the doorbell at which it last looked */
  readonly heard: number
  /** @returns ms that it may rest unless its doorbell rings, 0: it goes on at once; LEFT */
  turn(): number
}

/** @param most turns at the longest @returns what the last of them did */
export function takeTurns(loop: ActorLoop, most: number): number {
  loop.control.beginWork(loop.seat)
  let ms = 0
  for (let turns = 0; turns < most && ms === 0; turns++) ms = loop.turn()
  loop.control.endWork(loop.seat)
  return ms
}

/** Goes on until the actor has left its rings, or the thread is ended from outside. */
export function runLoop(loop: ActorLoop): void {
  for (let ms = 0; (ms = takeTurns(loop, Infinity)) !== LEFT;) loop.control.sleep(loop.seat, loop.heard, ms)
}

/** Whether an actor over the rings of this serial is to leave them, or to end: then its status says so. */
export function leaves(control: ControlBlock, seat: number, serial: number): boolean {
  const otherRings = control.rings !== serial
  if (!otherRings && !control.endWanted(seat)) return false
  // partner: the main thread's look at the status, which finds all that this actor has stored in the rings
  control.setStatus(seat, otherRings ? Status.away : Status.ended)
  return true
}
