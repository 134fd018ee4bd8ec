/** `state()` of the contract, from captures and the control block. */
import { Status } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { addLedgers, captureHeader, emptyLedger } from '../ring/capture.ts'
import type { SlotCapture } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { holderOf } from '../ring/slot-lock.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import type { ActorStatus, CpuState, MachineState, ReaderState } from './machine-state.ts'

export interface StateParts {
  readonly captures: readonly SlotCapture[]
  readonly control: ControlBlock
  readonly buffer: RfcBuffer
  /** by seat: what ended the actor */
  readonly ends: ReadonlyMap<number, string>
  readonly running: boolean
  readonly pages: boolean
}

export function composeState(parts: StateParts): MachineState {
  const { recordDisabled, iterating, late } = captureHeader(parts.buffer)
  const cpus = parts.captures.map((capture, cpu) => composeCpu(parts, capture, cpu))
  const ledger = cpus.reduce((sum, { ledger }) => addLedgers(sum, ledger), emptyLedger())
  return {
    running: parts.running,
    recordDisabled,
    late,
    ...parts.control.order,
    ...(parts.control.latency.ns > 0 && { maxLatency: parts.control.latency }),
    reader: composeReader(parts, iterating),
    cpus,
    ledger,
  }
}

function composeCpu(parts: StateParts, capture: SlotCapture, cpu: number): CpuState {
  const snapshot = capture.snapshot()
  const at = parts.ends.get(cpu)
  const waitsFor = waitedFor(parts, cpu)
  return {
    ...capture.live().state(parts.pages),
    cpu,
    status: statusOf(parts, cpu),
    ...(at !== undefined && { at }),
    ...(waitsFor !== undefined && { waitsFor }),
    irqsOff: capture.irqsOff,
    pendingIrqs: capture.pendingIrqs,
    ledger: capture.ledger(),
    ...(snapshot && { snapshot: snapshot.state(parts.pages) }),
  }
}

function composeReader(parts: StateParts, iterating: boolean): ReaderState {
  const seat = parts.control.readerSeat
  const at = parts.ends.get(seat)
  const waitsFor = waitedFor(parts, seat)
  return {
    status: statusOf(parts, seat),
    ...(at !== undefined && { at }),
    ...(typeof waitsFor === 'number' && { waitsFor }),
    iterating,
  }
}

function statusOf(parts: StateParts, seat: number): ActorStatus {
  if (parts.ends.has(seat)) return 'crashed'
  if (waitedFor(parts, seat) !== undefined) return 'waiting'
  const status = parts.control.status(seat)
  if (status === Status.idle) return 'idle'
  return parts.running && status === Status.running ? 'running' : 'parked'
}

/** Whom an actor waits for that sleeps on a lock. */
function waitedFor(parts: StateParts, seat: number): number | 'reader' | undefined {
  const slot = parts.control.waitsFor(seat)
  if (slot === undefined) return undefined
  const holder = holderOf(Atomics.load(parts.buffer.i32, parts.buffer.slotI32(slot) + SlotI32.lock))
  if (holder === undefined) return undefined
  return holder < parts.control.cpus ? holder : 'reader'
}
