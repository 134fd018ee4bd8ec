/** Counters as text: the machine's state a few times a second, and the rates between two of them. Pictures do not come from here. */
import type { RunningMachine } from '../machine/running-machine.ts'
import { findingsOf } from '../ring/findings.ts'
import type { MachineState } from '../machine/machine-state.ts'
import type { Flow, RingsideStore } from './ringside-store.ts'

/** four times a second: faster than one reads numbers, slower than they would flicker */
const PERIOD_MS = 250

export class Readouts {
  private timer: ReturnType<typeof setInterval> | undefined
  private counts: readonly Flow[] = []
  private atNs = 0

  constructor(
    private readonly store: RingsideStore,
    private readonly machine: () => RunningMachine | undefined,
  ) {}

  /** Goes on until the machine stops. */
  start(): void {
    this.timer ??= setInterval(() => this.take(), PERIOD_MS)
  }

  /** Forgets the machine before. */
  reset(): void {
    this.counts = []
    this.atNs = 0
    this.store.setState({ readout: undefined, rates: [], flows: [] })
  }

  /** A readout that is younger than this call. */
  async refresh(): Promise<void> {
    await this.machine()?.captures.fresh()
    this.take()
  }

  private take(): void {
    const machine = this.machine()
    const readout = machine?.readout()
    if (!machine || !readout) return
    if (!machine.isRunning) this.end()
    this.find(machine)
    const counts = readout.cpus.map(countsOf)
    const nowNs = machine.nowNs()
    const seconds = (nowNs - this.atNs) / 1e9
    const measured = machine.isRunning && seconds > PERIOD_MS / 2000
    const flows = counts.map((count, cpu) => flowBetween(this.counts[cpu], count, seconds))
    this.store.setState(measured ? { readout, flows, rates: flows.map(({ committed }) => committed) } : { readout })
    if (measured || this.counts.length === 0) {
      this.counts = counts
      this.atNs = nowNs
    }
  }

  /** Counts are compared at rest: while CPUs run flat out, nobody needs the walk over all bytes. */
  private find(machine: RunningMachine): void {
    const cpus = machine.isRunning ? 0 : machine.cpus
    const findings = Array.from({ length: cpus }, (_, cpu) => {
      const capture = machine.captures.latest(cpu)
      return capture ? findingsOf(capture).map((finding) => ({ ...finding, cpu })) : []
    }).flat()
    if (findings.length > 0 || this.store.getState().findings.length > 0) this.store.setState({ findings })
  }

  private end(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }
}

function countsOf({ ledger }: MachineState['cpus'][number]): Flow {
  return { committed: ledger.committed, read: ledger.read, lost: ledger.overrun + ledger.refused.full }
}

/** @param before undefined: nothing was counted yet */
function flowBetween(before: Flow | undefined, now: Flow, seconds: number): Flow {
  const rate = (what: keyof Flow): number => (now[what] - (before?.[what] ?? 0)) / seconds
  return { committed: rate('committed'), read: rate('read'), lost: rate('lost') }
}
