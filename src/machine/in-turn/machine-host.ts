/** The worker's side of a machine in turn: answers the page's calls with a machine whose actors run in this very thread. */
import type { ThreadTime } from '../../clock/machine-time.ts'
import { captureBytes, SlotCapture } from '../../ring/capture.ts'
import { Machine } from '../machine.ts'
import type { MachinePlan, RunningMachine } from '../running-machine.ts'
import type { ActorHost } from '../worker-port.ts'
import { sendError } from './messages.ts'
import type { Frame, HostCall, HostMessage } from './messages.ts'

export interface HostParts {
  readonly host: ActorHost
  readonly time: ThreadTime
  /** @param moved memory that goes over and is not copied */
  readonly post: (message: HostMessage, moved: ArrayBuffer[]) => void
}

export class MachineHost {
  private machine: Machine | undefined
  /** of the captures in the latest frame */
  private version = -1

  constructor(private readonly parts: HostParts) {}

  async hear(call: HostCall): Promise<void> {
    const { serial } = call
    const { post } = this.parts
    try {
      const answer = await this.perform(call)
      post({ type: 'answer', serial, answer, running: this.isRunning }, memoryOf(answer))
    } catch (error) {
      post({ type: 'refused', serial, error: sendError(error), running: this.isRunning }, [])
    }
  }

  private get isRunning(): boolean {
    return this.machine?.isRunning ?? false
  }

  private perform(call: HostCall): Promise<unknown> {
    if (call.name === 'boot') return this.boot(...call.args)
    if (!this.machine) throw new Error('no machine has booted here')
    if (call.name === 'frame') return this.frame(this.machine, ...call.args)
    // name and arguments belong together, which is more than the type of a union says
    const method = this.machine[call.name] as (...args: readonly unknown[]) => Promise<unknown>
    return method.apply(this.machine, call.args)
  }

  private async boot(plan: MachinePlan): Promise<RunningMachine['bufferNames']> {
    const { post, host, time } = this.parts
    this.machine = await Machine.boot(
      { ...plan, host, time },
      {
        onConsumed: (batch) => post(batch, [batch.events]),
        onCrashed: (seat, message) => post({ type: 'crashed', seat, message }, []),
        onWarned: (seat, message) => post({ type: 'warned', seat, message }, []),
      },
    )
    return this.machine.bufferNames
  }

  private async frame(machine: Machine, memory: ArrayBuffer, younger: boolean): Promise<Frame> {
    if (younger) await machine.captures.fresh()
    else machine.captures.poll()
    const changed = younger || machine.captures.version !== this.version
    this.version = machine.captures.version
    return {
      memory: changed ? copyCaptures(machine, memory) : memory,
      changed,
      geometry: machine.buffer.options,
      facts: machine.facts(),
      nowNs: machine.nowNs(),
    }
  }
}

/** @param memory is taken where its size is right; after a resize it is not */
function copyCaptures({ captures, buffer }: Machine, memory: ArrayBuffer): ArrayBuffer {
  const { layout } = buffer
  const each = captureBytes(layout)
  const bytes = each * layout.cpus
  const all = memory.byteLength === bytes ? memory : new ArrayBuffer(bytes)
  for (let cpu = 0; cpu < layout.cpus; cpu++) {
    const latest = captures.latest(cpu)
    if (latest) new SlotCapture(layout, all, cpu * each).copyFrom(latest)
  }
  return all
}

/** The memory of an answer, which nobody here looks at any more: it can be as large as the rings. */
function memoryOf(answer: unknown): ArrayBuffer[] {
  if (answer instanceof ArrayBuffer) return [answer]
  if (answer instanceof Uint8Array) return [answer.buffer as ArrayBuffer] // of a ring's or a page's copy: not shared
  if (typeof answer !== 'object' || answer === null) return []
  if ('memory' in answer) return memoryOf(answer.memory)
  if ('batches' in answer && Array.isArray(answer.batches)) return answer.batches.flatMap(memoryOf)
  return []
}
