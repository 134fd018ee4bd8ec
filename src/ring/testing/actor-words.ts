/** The words beside all rings that `SlotLocks` need: who is dead, who waits for whom. In the machine they lie in the control block. */
import { ACTORS } from '../slot-lock.ts'
import type { ActorWords } from '../slot-lock.ts'

export function actorWords(
  memory: SharedArrayBuffer = new SharedArrayBuffer(2 * ACTORS * 4),
): ActorWords & { memory: SharedArrayBuffer } {
  return { memory, dead: new Int32Array(memory, 0, ACTORS), waitsFor: new Int32Array(memory, ACTORS * 4, ACTORS) }
}
