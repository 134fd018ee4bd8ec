/**
 * The machine's threads, by seat: spawned, told to look at their doorbells, put over other rings, lost. A reader that has crashed is replaced
 * by another; a CPU is not.
 */
import { Status } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { CpuBoot, CpuMessage, CpuWorkload, ToCpu } from '../cpu/messages.ts'
import type { ConsumedBatch, ReaderMessage, ToReader } from '../reader/messages.ts'
import { HeaderI32, SlotI32 } from '../ring/rfc/layout.ts'
import { holderOf } from '../ring/slot-lock.ts'
import { Calls } from './calls.ts'
import type { MachineRings } from './machine-rings.ts'
import { RingsideError } from './ringside-error.ts'
import { until } from './until.ts'
import type { SpawnWorker, WorkerPort } from './worker-port.ts'

export interface MachineListener {
  onConsumed(batch: ConsumedBatch): void
  /** an actor ended by itself */
  onCrashed(seat: number, message: string): void
  /** what the patch says with WARN_ON */
  onWarned(seat: number, message: string): void
}

/** What a machine that does again what was done live begins with. */
export interface LiveOrigin {
  /** interrupts that each CPU had handled before */
  readonly handled: readonly number[]
}

export interface ActorsParts {
  readonly control: ControlBlock
  /** those of the moment */
  readonly rings: () => MachineRings
  /** what each CPU does; CPUs beyond the list do nothing */
  readonly workloads: readonly CpuWorkload[]
  readonly settings: Pick<CpuBoot, 'clock' | 'irqSave' | 'seed'> & {
    mode: 'live' | 'step'
    clockOffsetsNs?: readonly number[]
  }
  /** step mode: does again what was done live */
  readonly live?: LiveOrigin | undefined
  readonly spawn: SpawnWorker
  readonly listener: MachineListener
}

type Crashed = Extract<CpuMessage, { type: 'crashed' }>

const BOOT_MS = 60_000
const HEAR_MS = 10_000
/** an actor that lives and does not answer for so long is in a loop that never ends; reading the largest rings takes less. Step by step it takes as long as it takes */
const ANSWER_MS = 30_000
/** a CPU sees that it is to end between two events; one that sleeps on a lock never does and is simply ended */
const END_MS = 1000

export class Actors {
  readonly calls: Calls
  /** what ended an actor, for those that have */
  readonly ends = new Map<number, string>()
  private readonly control: ControlBlock
  private readonly ports: WorkerPort[] = []
  private readonly ready = new Set<number>()
  private bootFailure: string | undefined

  constructor(private readonly parts: ActorsParts) {
    this.control = parts.control
    const answerMs = parts.settings.mode === 'step' ? Infinity : ANSWER_MS
    this.calls = new Calls(parts.control, (seat) => this.whyStuck(seat), answerMs)
  }

  /** Spawns every worker and waits until all are ready. @throws RingsideError invalid-config, timeout */
  async boot(): Promise<void> {
    for (let cpu = 0; cpu < this.control.cpus; cpu++) this.bootCpu(cpu)
    this.bootReader()
    const allReady = (): boolean => this.bootFailure !== undefined || this.ready.size === this.ports.length
    await until(allReady, BOOT_MS, 'not every worker came up')
    if (this.bootFailure) throw new RingsideError('invalid-config', `A worker did not start: ${this.bootFailure}.`)
  }

  /** Has every actor look at what is wanted, and waits until all have that ever will. */
  async ringAndWait(): Promise<void> {
    this.control.ringAll()
    await this.untilEach((seat) => this.control.hasHeard(seat), 'an actor does not look at its doorbell')
  }

  /** Calls every actor away from its rings: who has left, is dead or waits for ever stores nothing more in them. */
  async callAway(serial: number): Promise<void> {
    this.control.setRings(serial)
    this.control.ringAll()
    await this.untilEach((seat) => this.control.status(seat) === Status.away, 'an actor does not leave its rings')
  }

  /** Puts everyone over the rings of the moment. An actor that waits for ever never hears of them. */
  async bringRings(): Promise<void> {
    this.ports.forEach((port, seat) => {
      if (!this.ends.has(seat)) port.post({ type: 'rings', rings: this.ringsFor(seat) } satisfies ToCpu | ToReader)
    })
    await this.ringAndWait()
  }

  /** Ends that CPU where it stands. */
  async kill(cpu: number): Promise<void> {
    if (this.ends.has(cpu)) return
    this.control.wantEnd(cpu)
    const ended = (): boolean => this.control.status(cpu) === Status.ended || this.whyStuck(cpu) !== undefined
    // one that does not look in time is ended all the same
    await until(ended, END_MS, `CPU ${cpu} does not end`).catch(() => {})
    this.bury(cpu, 'killed')
  }

  /** Ends that CPU where it is parked, in step mode. */
  killParked(cpu: number): void {
    if (!this.ends.has(cpu)) this.bury(cpu, 'killed')
  }

  /** Why this actor will never store or answer again. */
  whyStuck(seat: number): string | undefined {
    const { control } = this
    const name = seat === control.readerSeat ? 'The reader' : `CPU ${seat}`
    const end = this.ends.get(seat)
    if (end) return `${name} has crashed (${end}).`
    const slot = control.waitsFor(seat)
    if (slot === undefined || seat === control.readerSeat) return undefined
    const { buffer } = this.parts.rings()
    const holder = holderOf(Atomics.load(buffer.i32, buffer.slotI32(slot) + SlotI32.lock))
    if (holder === undefined || Atomics.load(control.actors.dead, holder) === 0) return undefined
    return holder === seat
      ? `${name} waits for ever for itself: an interrupt wants the lock that the code it interrupts holds.`
      : `${name} waits for ever for a lock whose holder has crashed.`
  }

  terminate(): void {
    for (const port of this.ports) port.terminate()
  }

  private async untilEach(holds: (seat: number) => boolean, what: string): Promise<void> {
    const settled = (_: unknown, seat: number): boolean => holds(seat) || this.whyStuck(seat) !== undefined
    await until(() => this.ports.every(settled), HEAR_MS, what)
  }

  private ringsFor(seat: number) {
    const rings = this.parts.rings()
    return seat === this.control.readerSeat ? rings.memory() : rings.memoryOf(seat)
  }

  private bootCpu(cpu: number): void {
    const { settings, workloads } = this.parts
    const { clock, clockOffsetsNs = [], irqSave, mode, seed } = settings
    const rings = this.parts.rings().memoryOf(cpu)
    const workload = workloads[cpu] ?? { kind: 'none' }
    const port = this.spawnOn(cpu, 'cpu')
    port.post({
      type: 'boot',
      cpu,
      rings,
      control: this.control.buffer,
      clock,
      clockOffsetNs: clockOffsetsNs[cpu] ?? 0,
      irqSave,
      stepping: mode === 'step',
      seed,
      handled: this.parts.live?.handled[cpu] ?? 0,
      workload,
    })
  }

  private bootReader(): void {
    const { clock, clockOffsetsNs: offsets = [], mode } = this.parts.settings
    const stepping = mode === 'step'
    const clockOffsetsNs = clock === 'counter' ? [] : offsets // numbers have no time to be off by
    const port = this.spawnOn(this.control.readerSeat, 'reader')
    port.post({
      type: 'boot',
      rings: this.parts.rings().memory(),
      control: this.control.buffer,
      clockOffsetsNs,
      stepping,
      ordered: this.parts.live !== undefined,
    })
  }

  private spawnOn(seat: number, kind: 'cpu' | 'reader'): WorkerPort {
    const port = this.parts.spawn(kind)
    this.ports[seat] = port
    // a late word of an actor whose seat was given to another is nobody's
    const isCurrent = (): boolean => this.ports[seat] === port
    port.onMessage((message) => isCurrent() && this.hear(seat, message as CpuMessage | ReaderMessage))
    port.onError((message) => isCurrent() && this.hear(seat, { type: 'crashed', message, isKernelBug: false }))
    return port
  }

  private hear(seat: number, message: CpuMessage | ReaderMessage): void {
    if (this.calls.settle(seat, message)) return
    switch (message.type) {
      case 'ready':
        this.ready.add(seat)
        return
      case 'consumed':
        this.parts.listener.onConsumed(message)
        return
      case 'warned':
        this.parts.listener.onWarned(seat, message.message)
        return
      case 'crashed':
        this.crash(seat, message)
    }
  }

  private crash(seat: number, { message, isKernelBug }: Crashed): void {
    if (!this.ready.has(seat)) {
      this.bootFailure ??= message
      return
    }
    this.bury(seat, message)
    // a bug of the patch stops its actor for good: the next reader would run into the same
    if (seat === this.control.readerSeat && !isKernelBug) this.replaceReader()
    this.parts.listener.onCrashed(seat, message)
  }

  private bury(seat: number, cause: string): void {
    this.ports[seat]?.terminate()
    this.ends.set(seat, cause)
    this.control.markDead(seat)
    this.calls.fail(seat, new RingsideError('crashed', this.whyStuck(seat) ?? cause))
  }

  /** A new reader takes over: the iterator's hold of the old one ends, the locks that it died with stay recognisable as its. */
  private replaceReader(): void {
    const seat = this.control.readerSeat
    if (!this.control.renewReader()) return
    Atomics.store(this.parts.rings().buffer.i32, HeaderI32.iterating, 0)
    this.ends.delete(seat)
    this.ready.delete(seat)
    this.control.clearSeat(seat)
    this.bootReader()
    this.control.ring(seat)
  }
}
