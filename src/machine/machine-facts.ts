/** What `state()` tells besides the captures, as plain data: a machine in turn posts it beside them. Late by nature. */
import { Status } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { TriggerHit } from '../control/trigger-words.ts'
import { captureHeader } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import { holderOf } from '../ring/slot-lock.ts'
import type { ActorStatus, MachineState } from './machine-state.ts'

export interface ActorFacts {
  readonly status: ActorStatus
  /** what ended it */
  readonly at: string | undefined
  /** whom it waits for that sleeps on a lock */
  readonly waitsFor: number | 'reader' | undefined
}

export interface CpuFacts extends ActorFacts {
  /** over the last batch; 0 writes: none so far */
  readonly writeTime: { ns: number; writes: number }
}

export interface MachineFacts extends Pick<
  MachineState,
  'running' | 'recordDisabled' | 'late' | 'inversions' | 'ties' | 'maxLatency' | 'triggered'
> {
  readonly iterating: boolean
  /** only where steps are recorded */
  readonly iterated?: number
  readonly cpus: readonly CpuFacts[]
  readonly reader: ActorFacts
}

export interface FactsParts {
  readonly control: ControlBlock
  readonly hit: TriggerHit | undefined
  readonly buffer: RfcBuffer
  /** by seat: what ended the actor */
  readonly ends: ReadonlyMap<number, string>
  readonly running: boolean
}

export function factsOf(parts: FactsParts): MachineFacts {
  const { control, hit, buffer, running } = parts
  const { latency } = control
  return {
    running,
    ...captureHeader(buffer),
    ...control.order,
    ...(latency.ns > 0 && { maxLatency: latency }),
    ...(hit && { triggered: hit }),
    cpus: Array.from({ length: control.cpus }, (_, cpu) => ({
      ...actorFacts(parts, cpu),
      writeTime: control.writeTimeOf(cpu),
    })),
    reader: actorFacts(parts, control.readerSeat),
  }
}

function actorFacts(parts: FactsParts, seat: number): ActorFacts {
  return { status: statusOf(parts, seat), at: parts.ends.get(seat), waitsFor: waitedFor(parts, seat) }
}

function statusOf(parts: FactsParts, seat: number): ActorStatus {
  if (parts.ends.has(seat)) return 'crashed'
  if (waitedFor(parts, seat) !== undefined) return 'waiting'
  const status = parts.control.status(seat)
  if (status === Status.idle) return 'idle'
  return parts.running && status === Status.running ? 'running' : 'parked'
}

function waitedFor({ control, buffer }: FactsParts, seat: number): number | 'reader' | undefined {
  const slot = control.waitsFor(seat)
  if (slot === undefined) return undefined
  const holder = holderOf(Atomics.load(buffer.i32, buffer.slotI32(slot) + SlotI32.lock))
  if (holder === undefined) return undefined
  return holder < control.cpus ? holder : 'reader'
}
