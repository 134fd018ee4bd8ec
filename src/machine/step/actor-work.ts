/** Whether an actor that rests has something to do, by the recording alone: what is told of the past is what was told then. */
import type { ActorStand } from '../../recording/actor-stands.ts'
import type { Delivery } from '../../recording/branches.ts'
import { StepPoint } from '../../control/step-point.ts'
import type { RfcBuffer } from '../../ring/rfc/buffer.ts'
import { SlotF64 } from '../../ring/rfc/layout.ts'
import type { MachineConfig } from '../machine-config.ts'

export interface Moment {
  readonly config: Pick<MachineConfig, 'cpus' | 'reader'>
  readonly image: RfcBuffer
  /** the op that is shown */
  readonly position: number
  /** by seat */
  readonly stands: readonly ActorStand[]
  readonly deliveries: readonly Delivery[]
  /** calls that wait for their turn, by seat */
  readonly queued: (seat: number) => number
  /** whether a CPU's workload has events before the CPU's first step */
  readonly hasWorkload: (cpu: number) => boolean
}

export function hasWork(moment: Moment, seat: number): boolean {
  const { config, queued } = moment
  if (queued(seat) > 0) return true
  if (seat < config.cpus) return workloadGoesOn(moment, seat)
  return config.reader.kind === 'iterate' || (config.reader.kind === 'consume' && canConsume(moment))
}

function workloadGoesOn({ stands, hasWorkload }: Moment, cpu: number): boolean {
  const { op, at } = stands[cpu] as ActorStand
  return op === 0 ? hasWorkload(cpu) : at.a === 0
}

/** Something is unread, or somebody may still write; but not again where nothing was found and nobody has done anything since. */
function canConsume(moment: Moment): boolean {
  const { config, image, position, stands, deliveries } = moment
  const last = deliveries.findLast(({ op }) => op <= position)
  if (last?.op === position && last.events.byteLength === 0) return false
  for (let cpu = 0; cpu < config.cpus; cpu++) {
    if ((image.f64[image.slotF64(cpu) + SlotF64.buffered] as number) > 0) return true
    if (stands[cpu]?.at.point !== StepPoint.Rested || hasWork(moment, cpu)) return true
  }
  return false
}
