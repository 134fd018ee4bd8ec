/** What `state()` tells of a recording besides the captures, at the op that is shown. */
import { StepPoint, stepPointName } from '../../control/step-point.ts'
import type { ControlBlock } from '../../control/control-block.ts'
import type { ActorStand } from '../../recording/actor-stands.ts'
import { captureHeader } from '../../ring/capture.ts'
import { Point } from '../../ring/probe.ts'
import { SlotI32 } from '../../ring/rfc/layout.ts'
import { holderOf } from '../../ring/slot-lock.ts'
import type { RfcBuffer } from '../../ring/rfc/buffer.ts'
import type { ActorFacts, MachineFacts } from '../machine-facts.ts'

/** The actors at the op that is shown. */
export interface ActorMoment {
  readonly image: RfcBuffer
  /** by seat */
  readonly stands: readonly ActorStand[]
  /** an actor that rests has something left to do */
  readonly hasWork: (seat: number) => boolean
  /** what ended an actor, as a sentence */
  readonly endOf: (seat: number) => string | undefined
}

export interface StepFactsParts extends ActorMoment {
  /** of what was consumed */
  readonly order: { readonly inversions: number; readonly ties: number }
  /** the largest latency that a tracer has seen; undefined: no threads */
  readonly latency: ControlBlock['latency'] | undefined
  readonly iterated: number
  readonly running: boolean
}

export function stepFacts(parts: StepFactsParts): MachineFacts {
  const { image, order, latency, iterated, running } = parts
  return {
    running,
    ...captureHeader(image),
    ...order,
    iterated,
    ...(latency && latency.ns > 0 && { maxLatency: latency }),
    cpus: Array.from({ length: image.cpus }, (_, cpu) => ({
      ...actorFacts(parts, cpu),
      writeTime: { ns: 0, writes: 0 },
    })),
    reader: actorFacts(parts, image.cpus),
  }
}

export function actorFacts({ stands, image, hasWork, endOf }: ActorMoment, seat: number): ActorFacts {
  const { point, a: slot } = stands[seat]?.at ?? { point: StepPoint.Rested, a: 0 }
  const facts = { at: undefined, waitsFor: undefined }
  if (point === StepPoint.Rested) return { ...facts, status: hasWork(seat) ? 'parked' : 'idle' }
  if (point === StepPoint.Crashed || point === StepPoint.Killed)
    return { ...facts, status: 'crashed', at: endOf(seat) ?? stepPointName(point) }
  const at = stepPointName(point)
  // it may have been released since: then the next step takes it
  const holder =
    point === Point.LockWaited ? holderOf(image.i32[image.slotI32(slot) + SlotI32.lock] as number) : undefined
  if (holder === undefined) return { ...facts, status: 'parked', at }
  return { status: 'waiting', at, waitsFor: holder < image.cpus ? holder : 'reader' }
}
