/** Calls over a port: each has a serial number, and is answered or refused by the message that carries it. */
import { RingsideError } from '../ringside-error.ts'
import type { WorkerPort } from '../worker-port.ts'
import { receiveError } from './messages.ts'
import type { HostCalls, HostMessage } from './messages.ts'

export type Said = Exclude<HostMessage, { serial: number }>

interface Pending {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
  readonly timer: ReturnType<typeof setTimeout>
}

/** more than the longest wait of a machine by itself: for all its actors to come up */
const ANSWER_MS = 65_000

export class HostPort {
  private readonly pending = new Map<number, Pending>()
  private serial = 0
  /** why nothing is answered any more */
  private end: RingsideError | undefined
  /** after the latest answer */
  machineRuns = false

  /** @param listener hears what the machine says by itself */
  constructor(
    private readonly port: WorkerPort,
    listener: (said: Said) => void,
  ) {
    port.onMessage((message) => {
      const said = message as HostMessage // the worker's only kind
      if ('serial' in said) this.settle(said)
      else listener(said)
    })
    port.onError((message) =>
      this.close(new RingsideError('crashed', `The worker of all CPUs has crashed: ${message}`)),
    )
  }

  /**
   * @param moved memory that goes over and is not copied
   * @throws what the call throws there; RingsideError crashed, timeout
   */
  call<Name extends keyof HostCalls>(
    name: Name,
    args: Parameters<HostCalls[Name]>,
    moved: ArrayBuffer[] = [],
  ): ReturnType<HostCalls[Name]> {
    const answer = new Promise((resolve, reject) => {
      if (this.end) return reject(this.end)
      const serial = ++this.serial
      const timer = setTimeout(() => this.close(tooLate(name)), ANSWER_MS)
      this.pending.set(serial, { resolve, reject, timer })
      this.port.post({ serial, name, args }, moved)
    })
    return answer as ReturnType<HostCalls[Name]> // the worker answers by the same types
  }

  tearDown(): void {
    this.close(new RingsideError('crashed', 'The machine was taken down.'))
    this.port.terminate()
  }

  private settle(message: Extract<HostMessage, { serial: number }>): void {
    const pending = this.pending.get(message.serial)
    this.pending.delete(message.serial)
    clearTimeout(pending?.timer)
    this.machineRuns = message.running
    if (message.type === 'answer') pending?.resolve(message.answer)
    else pending?.reject(receiveError(message.error))
  }

  /** Who has not answered in time is in a loop that never ends, and nothing behind it is answered either. */
  private close(end: RingsideError): void {
    this.end ??= end
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer)
      reject(this.end)
    }
    this.pending.clear()
  }
}

function tooLate(name: string): RingsideError {
  return new RingsideError('timeout', `The machine did not answer '${name}'. Restart it.`)
}
