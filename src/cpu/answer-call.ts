import { Call } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { RingError } from '../ring/trace-buffer.ts'
import type { EventWriter } from '../workloads/workload.ts'
import type { CpuMessage } from './messages.ts'

interface CallParts {
  readonly control: ControlBlock
  readonly ring: EventWriter
  readonly post: (message: CpuMessage) => void
}

/** Does what the CPU is called for, if it is, and answers by message. @returns the call's serial; 0: there was none */
export function answerCpuCall({ control, ring, post }: CallParts, cpu: number): number {
  const call = control.pendingCall(cpu)
  if (!call) return 0
  const { serial } = call
  try {
    if (call.kind !== Call.write) throw new Error(`a CPU cannot be called to do ${call.kind}`)
    const [type, bytes] = [control.arg(cpu, 0), control.arg(cpu, 1)]
    const code = ring.write(type, bytes, control.i32, control.mailboxWord(cpu))
    post({ type: 'written', serial, code })
  } catch (error) {
    if (!(error instanceof RingError)) throw error
    post({ type: 'failed', serial, code: error.code, message: error.message })
  } finally {
    control.finishCall(cpu, serial)
  }
  return serial
}
