import { Call } from '../../control/control-block.ts'
import { isDown } from '../../recording/actor-stands.ts'
import type { ActorStand } from '../../recording/actor-stands.ts'
import type { QueuedCall } from '../../recording/decision.ts'
import { Point } from '../../ring/probe.ts'
import type { RfcBuffer } from '../../ring/rfc/buffer.ts'
import { SlotI32 } from '../../ring/rfc/layout.ts'
import { FIRST_READER, holderOf } from '../../ring/slot-lock.ts'

/** The first slot whose lock this call needs while another actor is parked with it. @returns undefined: it can run to its end */
export function lockThatBlocks(
  image: RfcBuffer,
  actors: readonly ActorStand[],
  seat: number,
  { kind, args: [cpu = -1] }: QueuedCall,
): number | undefined {
  const isReader = seat === image.cpus
  const own = isReader ? (holder: number) => holder >= FIRST_READER : (holder: number) => holder === seat
  const holderAt = (slot: number): number | undefined =>
    holderOf(image.i32[image.slotI32(slot) + SlotI32.lock] as number)
  // what it holds is passed over from then on
  const hasEnded = (holder: number): boolean => isDown(actors[Math.min(holder, image.cpus)] as ActorStand)
  const isForeign = (slot: number): boolean => {
    const holder = holderAt(slot)
    return holder !== undefined && !own(holder) && !hasEnded(holder)
  }
  // it waits for itself, for ever
  const { at, depth } = actors[seat] as ActorStand
  if (at.point === Point.LockWaited && depth > 0 && holderAt(seat) === seat) return seat
  // as posted the reader takes no locks to consume
  if (isReader && image.asPosted && kind === Call.consume) return undefined
  const slots = !isReader
    ? [seat]
    : cpu >= 0 && (kind === Call.snapshot || kind === Call.reset)
      ? [cpu]
      : all(image.cpus)
  return slots.find(isForeign)
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, slot) => slot)
}
