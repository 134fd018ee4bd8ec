/** The page's side of a machine in turn: the same calls as those of a machine with threads, answered by a worker. */
import type { MachineListener } from '../actors.ts'
import { composeState } from '../compose-state.ts'
import type { MachineState } from '../machine-state.ts'
import type { MachineCalls, MachinePlan, RunningMachine } from '../running-machine.ts'
import type { WorkerPort } from '../worker-port.ts'
import { HostPort } from './host-port.ts'
import type { Said } from './host-port.ts'
import { RemoteCaptures } from './remote-captures.ts'

export class RemoteMachine implements RunningMachine {
  readonly captures: RemoteCaptures

  private constructor(
    private readonly host: HostPort,
    readonly bufferNames: RunningMachine['bufferNames'],
    readonly cpus: number,
  ) {
    this.captures = new RemoteCaptures((memory, younger) => host.call('frame', [memory, younger], [memory]))
  }

  /** @param port of a thread with a `MachineHost` @throws RingError, RingsideError invalid-config, crashed, timeout */
  static async boot(plan: MachinePlan, listener: MachineListener, port: WorkerPort): Promise<RemoteMachine> {
    const host = new HostPort(port, (said) => tell(listener, said))
    try {
      const machine = new RemoteMachine(host, await host.call('boot', [plan]), plan.config.cpus)
      await machine.captures.fresh() // pictures find captures from the first frame on, as where they can be taken at once
      return machine
    } catch (error) {
      host.tearDown()
      throw error
    }
  }

  get isRunning(): boolean {
    return this.host.machineRuns
  }
  nowNs(): number {
    return this.captures.frame?.nowNs ?? 0
  }
  readout(): MachineState | undefined {
    const { frame } = this.captures
    const captures = Array.from({ length: this.cpus }, (_, cpu) => this.captures.latest(cpu))
    const present = captures.filter((capture) => capture !== undefined)
    return frame && present.length === this.cpus ? composeState(present, frame.facts, false) : undefined
  }
  tearDown(): void {
    this.host.tearDown()
  }

  readonly start: MachineCalls['start'] = () => this.host.call('start', [])
  readonly stop: MachineCalls['stop'] = () => this.host.call('stop', [])
  readonly apply: MachineCalls['apply'] = (config) => this.host.call('apply', [config])
  readonly resize: MachineCalls['resize'] = (pagesPerCpu) => this.host.call('resize', [pagesPerCpu])
  readonly write: MachineCalls['write'] = (cpu, type, body, bytes) =>
    this.host.call('write', [cpu, type, body.slice(), bytes]) // a view would go over with all that it is a view of
  readonly readEvents: MachineCalls['readEvents'] = (...args) => this.host.call('readEvents', args)
  readonly swapOrReset: MachineCalls['swapOrReset'] = (...args) => this.host.call('swapOrReset', args)
  readonly pageBytes: MachineCalls['pageBytes'] = (...args) => this.host.call('pageBytes', args)
  readonly unread: MachineCalls['unread'] = () => this.host.call('unread', [])
  readonly stats: MachineCalls['stats'] = () => this.host.call('stats', [])
  readonly ringBytes: MachineCalls['ringBytes'] = (cpu) => this.host.call('ringBytes', [cpu])
  readonly disable: MachineCalls['disable'] = () => this.host.call('disable', [])
  readonly enable: MachineCalls['enable'] = () => this.host.call('enable', [])
  readonly setTrigger: MachineCalls['setTrigger'] = (trigger) => this.host.call('setTrigger', [trigger])
  readonly kill: MachineCalls['kill'] = (cpu) => this.host.call('kill', [cpu])
  readonly state: MachineCalls['state'] = (pages) => this.host.call('state', [pages])
}

function tell(listener: MachineListener, said: Said): void {
  switch (said.type) {
    case 'consumed':
      return listener.onConsumed(said)
    case 'crashed':
      return listener.onCrashed(said.seat, said.message)
    case 'warned':
      return listener.onWarned(said.seat, said.message)
  }
}
