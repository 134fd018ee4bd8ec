import { Call } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { RingError } from '../ring/trace-buffer.ts'
import type { TracerRing } from '../workloads/workload.ts'
import type { CpuMessage } from './messages.ts'

interface CallParts {
  readonly control: ControlBlock
  readonly ring: TracerRing
  readonly post: (message: CpuMessage) => void
}

/** Does what the CPU is called for, if it is, and answers by message. @returns the call's serial; 0: there was none */
export function answerCpuCall({ control, ring, post }: CallParts, cpu: number): number {
  const call = control.pendingCall(cpu)
  if (!call) return 0
  const { serial } = call
  try {
    post({ type: 'written', serial, code: perform({ control, ring }, cpu, call.kind) })
  } catch (error) {
    if (!(error instanceof RingError)) throw error
    post({ type: 'failed', serial, code: error.code, message: error.message })
  } finally {
    control.finishCall(cpu, serial)
  }
  return serial
}

/** Besides to write, a CPU is called for what its tracer did while live was recorded. @returns a code as the ring's `write`; 0 where that has none */
function perform({ control, ring }: Pick<CallParts, 'control' | 'ring'>, cpu: number, kind: Call): number {
  const [a, b] = [control.arg(cpu, 0), control.arg(cpu, 1)]
  switch (kind) {
    case Call.write:
      return ring.write(a, b, control.i32, control.mailboxWord(cpu))
    case Call.reset:
      ring.resetCpu()
      return 0
    case Call.snapshot:
      if (b === 0) ring.snapshotAll()
      else ring.snapshotOneCpu()
      return 0
    default:
      throw new Error(`a CPU cannot be called to do ${kind}`)
  }
}
