/** Between the page and the one worker in which a machine and all its actors run in turn: calls, answers, and what the machine says by itself. */
import type { ConsumedBatch } from '../../reader/messages.ts'
import { RingError } from '../../ring/trace-buffer.ts'
import type { BufferGeometry } from '../../ring/trace-buffer.ts'
import type { MachineFacts } from '../machine-facts.ts'
import { RingsideError } from '../ringside-error.ts'
import type { RingsideErrorCode } from '../ringside-error.ts'
import type { MachineCalls, MachinePlan, RunningMachine } from '../running-machine.ts'

/** Everything that the page can ask; `boot` once and first. */
export interface HostCalls extends MachineCalls {
  boot(plan: MachinePlan): Promise<RunningMachine['bufferNames']>
  /** @param memory what the frame before came in, to be used again @param younger true: than this call, false: as they are */
  frame(memory: ArrayBuffer, younger: boolean): Promise<Frame>
}

/** The captures of all CPUs of one moment, and what is told besides. */
export interface Frame {
  /** one capture behind the other */
  readonly memory: ArrayBuffer
  /** false: nothing in `memory`, the captures are as in the frame before */
  readonly changed: boolean
  readonly geometry: BufferGeometry
  readonly facts: MachineFacts
  /** of the machine's time */
  readonly nowNs: number
}

/** To the worker. */
export type HostCall = {
  [Name in keyof HostCalls]: { serial: number; name: Name; args: Parameters<HostCalls[Name]> }
}[keyof HostCalls]

/** From the worker. `running` is the machine's state after the call. */
export type HostMessage =
  | { type: 'answer'; serial: number; answer: unknown; running: boolean }
  | { type: 'refused'; serial: number; error: SentError; running: boolean }
  | ConsumedBatch
  | { type: 'crashed'; seat: number; message: string }
  | { type: 'warned'; seat: number; message: string }

/** An error on its way: a message keeps no classes. */
export interface SentError {
  readonly name: string
  readonly code: string
  readonly message: string
}

export function sendError(error: unknown): SentError {
  if (error instanceof RingsideError || error instanceof RingError)
    return { name: error.name, code: error.code, message: error.message }
  return { name: 'Error', code: '', message: error instanceof Error ? error.message : String(error) }
}

export function receiveError({ name, code, message }: SentError): Error {
  // the codes were those of the same classes
  if (name === 'RingsideError') return new RingsideError(code as RingsideErrorCode, message)
  if (name === 'RingError') return new RingError(code as RingError['code'], message)
  return new Error(message)
}
