/**
 * A machine: one buffer, one control block, a worker for each CPU and one for the reader. It boots, runs, parks, is called, loses actors and
 * goes on, and is taken down. Everything it tells a running actor is a word in the control block.
 */
import { MachineTime, MachineTimeControl } from '../clock/machine-time.ts'
import type { ThreadTime } from '../clock/machine-time.ts'
import { Call, ControlBlock, ReaderKind, Status } from '../control/control-block.ts'
import type { CpuMessage, CpuWorkload } from '../cpu/messages.ts'
import type { ConsumedBatch, ReaderMessage } from '../reader/messages.ts'
import { captureBytes, SlotCapture } from '../ring/capture.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { HeaderI32, SlotI32 } from '../ring/rfc/layout.ts'
import { recordDisable, recordEnable } from '../ring/rfc/record-disable.ts'
import { holderOf } from '../ring/slot-lock.ts'
import { Calls } from './calls.ts'
import { Captures } from './captures.ts'
import type { MachineConfig } from './machine-config.ts'
import type { MachineState } from './machine-state.ts'
import { requireCpu, requirePage } from './require-place.ts'
import { RingsideError } from './ringside-error.ts'
import { composeState } from './compose-state.ts'
import { until } from './until.ts'
import type { SpawnWorker, WorkerPort } from './worker-port.ts'

export interface MachineParts {
  readonly config: MachineConfig
  /** what each CPU does; CPUs beyond the list do nothing */
  readonly workloads: readonly CpuWorkload[]
  readonly spawn: SpawnWorker
  readonly time: ThreadTime
}

export interface MachineListener {
  onConsumed(batch: ConsumedBatch): void
  /** an actor ended by itself */
  onCrashed(seat: number, message: string): void
}

const BOOT_MS = 60_000
const HEAR_MS = 10_000
/** a CPU sees that it is to end between two events; one that sleeps on a lock never does and is simply ended */
const END_MS = 1000

export class Machine {
  readonly buffer: RfcBuffer
  readonly captures: Captures
  private readonly control: ControlBlock
  private readonly time: MachineTimeControl
  private readonly clock: MachineTime
  private readonly calls: Calls
  private readonly ports: (WorkerPort | undefined)[] = []
  private readonly ready = new Set<number>()
  /** what ended an actor, for those that have */
  private readonly ends = new Map<number, string>()
  private readonly captureMemory: SharedArrayBuffer
  private bootFailure: string | undefined
  private config: MachineConfig
  private running = false

  /** @throws RangeError where the memory cannot be had */
  private constructor(
    private readonly parts: MachineParts,
    private readonly listener: MachineListener,
  ) {
    const { config } = parts
    this.config = config
    this.buffer = allocateRfcBuffer(config, true)
    this.control = ControlBlock.allocate(config.cpus, config.pageSize)
    this.time = new MachineTimeControl(this.control.buffer, this.control.timeAt, parts.time)
    this.clock = new MachineTime(this.control.buffer, this.control.timeAt, parts.time)
    this.calls = new Calls(this.control, (seat) => this.whyStuck(seat))
    const { layout } = this.buffer
    this.captureMemory = new SharedArrayBuffer(captureBytes(layout) * config.cpus)
    const asked = Array.from(
      { length: config.cpus },
      (_, cpu) => new SlotCapture(layout, this.captureMemory, cpu * captureBytes(layout)),
    )
    this.captures = new Captures(this.buffer, this.control, asked, (cpu) => this.whyStuck(cpu) !== undefined)
    this.setPace(0)
  }

  /**
   * Allocates, spawns every worker and waits until all are ready.
   * @throws RingsideError invalid-config where memory or workers cannot be had, timeout
   */
  static async boot(parts: MachineParts, listener: MachineListener): Promise<Machine> {
    const machine = Machine.allocate(parts, listener)
    try {
      for (let cpu = 0; cpu < parts.config.cpus; cpu++) machine.bootCpu(cpu)
      machine.bootReader()
      const allReady = (): boolean => machine.bootFailure !== undefined || machine.ready.size === machine.ports.length
      await until(allReady, BOOT_MS, 'not every worker came up')
      if (machine.bootFailure)
        throw new RingsideError('invalid-config', `A worker did not start: ${machine.bootFailure}.`)
      return machine
    } catch (error) {
      machine.tearDown()
      throw error
    }
  }

  private static allocate(parts: MachineParts, listener: MachineListener): Machine {
    try {
      return new Machine(parts, listener)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new RingsideError('invalid-config', `The memory for these rings cannot be had here (${error.message}).`)
    }
  }

  get isRunning(): boolean {
    return this.running
  }
  /** ns since the first start, frozen while stopped */
  nowNs(): number {
    return this.clock.nowNs()
  }

  async start(): Promise<void> {
    if (this.running) return
    this.running = true
    this.time.start()
    this.control.setRun(true)
    this.control.ringAll()
    await this.allHeard()
  }

  /** Parks every actor between two events. */
  async stop(): Promise<void> {
    if (!this.running) return
    this.control.setRun(false)
    this.control.ringAll()
    await this.allHeard()
    this.time.stop()
    this.running = false
  }

  /** Changes what can change while it runs: reader, overwrite, the workload's rate, speed and loop. The actors are parked for a moment. */
  async apply(config: MachineConfig): Promise<void> {
    const wasRunning = this.running
    await this.stop()
    const from = this.tracePosition()
    this.config = config
    this.buffer.setOverwrite(config.overwrite)
    this.setPace(from)
    this.control.ringAll()
    await this.allHeard()
    if (wasRunning) await this.start()
  }

  /** @param body as much of it as fits into a page @param bytes the body's whole length @returns a code as the ring's `write` */
  async write(cpu: number, type: number, body: Uint8Array, bytes: number): Promise<number> {
    requireCpu(cpu, this.config)
    const answer = await this.calls.make(cpu, Call.write, [type, bytes], body)
    return answer.type === 'written' ? answer.code : unexpected(answer.type)
  }

  /** consume, peek or read; @returns the packed events */
  async readEvents(
    kind: typeof Call.consume | typeof Call.peek | typeof Call.read,
    args: number[],
  ): Promise<ArrayBuffer> {
    const answer = await this.calls.make(this.control.readerSeat, kind, args)
    return answer.type === 'events' ? answer.events : unexpected(answer.type)
  }

  /** Snapshot or reset of one CPU, or of all. @returns CPUs that were skipped because a dead actor holds their lock */
  async swapOrReset(
    kind: typeof Call.snapshot | typeof Call.reset,
    cpu: number | undefined,
    resetOthers = false,
  ): Promise<number[]> {
    if (cpu !== undefined) requireCpu(cpu, this.config)
    const answer = await this.calls.make(this.control.readerSeat, kind, [cpu ?? -1, resetOthers ? 1 : 0])
    return answer.type === 'done' ? answer.skipped : unexpected(answer.type)
  }

  async pageBytes(cpu: number, page: number, snapshot: boolean): Promise<Uint8Array> {
    requireCpu(cpu, this.config)
    requirePage(page, this.config)
    const answer = await this.calls.make(this.control.readerSeat, Call.page, [cpu, page, snapshot ? 1 : 0])
    return answer.type === 'bytes' ? new Uint8Array(answer.bytes) : unexpected(answer.type)
  }

  disable(): number {
    return recordDisable(this.buffer)
  }
  enable(): number {
    return recordEnable(this.buffer)
  }

  /** Ends that CPU where it stands. */
  async kill(cpu: number): Promise<void> {
    requireCpu(cpu, this.config)
    if (this.ends.has(cpu)) return
    this.control.wantEnd(cpu)
    const ended = (): boolean => this.control.status(cpu) === Status.ended || this.whyStuck(cpu) !== undefined
    // one that does not look in time is ended all the same
    await until(ended, END_MS, `CPU ${cpu} does not end`).catch(() => {})
    this.bury(cpu, 'killed')
  }

  async state(pages: boolean): Promise<MachineState> {
    const captures = await this.captures.fresh()
    return composeState({
      captures,
      control: this.control,
      buffer: this.buffer,
      ends: this.ends,
      running: this.running,
      pages,
    })
  }

  /** The same from the latest captures, without waiting for younger ones. */
  readout(): MachineState | undefined {
    const captures = Array.from({ length: this.config.cpus }, (_, cpu) => this.captures.latest(cpu))
    if (captures.some((capture) => capture === undefined)) return undefined
    const present = captures as SlotCapture[]
    return composeState({
      captures: present,
      control: this.control,
      buffer: this.buffer,
      ends: this.ends,
      running: this.running,
      pages: true,
    })
  }

  tearDown(): void {
    for (const port of this.ports) port?.terminate()
  }

  private bootCpu(cpu: number): void {
    const { config, workloads } = this.parts
    const port = this.spawnOn(cpu, 'cpu')
    port.post({
      type: 'boot',
      cpu,
      ring: this.buffer.arena.buffer,
      options: this.buffer.options,
      control: this.control.buffer,
      captures: this.captureMemory,
      captureAt: cpu * captureBytes(this.buffer.layout),
      clock: config.clock,
      irqSave: config.irqSave,
      seed: config.seed,
      workload: workloads[cpu] ?? { kind: 'none' },
    })
  }

  private bootReader(): void {
    const { buffer, control } = this
    const port = this.spawnOn(control.readerSeat, 'reader')
    port.post({ type: 'boot', ring: buffer.arena.buffer, options: buffer.options, control: control.buffer })
  }

  private spawnOn(seat: number, kind: 'cpu' | 'reader'): WorkerPort {
    const port = this.parts.spawn(kind)
    this.ports[seat] = port
    // a late word of an actor whose seat was given to another is nobody's
    const isCurrent = (): boolean => this.ports[seat] === port
    port.onMessage((message) => isCurrent() && this.hear(seat, message as CpuMessage | ReaderMessage))
    port.onError((message) => isCurrent() && this.hear(seat, { type: 'crashed', message }))
    return port
  }

  private hear(seat: number, message: CpuMessage | ReaderMessage): void {
    if (this.calls.settle(seat, message)) return
    switch (message.type) {
      case 'ready':
        this.ready.add(seat)
        return
      case 'consumed':
        this.listener.onConsumed(message)
        return
      case 'crashed':
        this.crash(seat, message.message)
    }
  }

  private crash(seat: number, message: string): void {
    if (!this.ready.has(seat)) {
      this.bootFailure ??= message
      return
    }
    this.bury(seat, message)
    if (seat === this.control.readerSeat) this.replaceReader()
    this.listener.onCrashed(seat, message)
  }

  private bury(seat: number, cause: string): void {
    this.ports[seat]?.terminate()
    this.ends.set(seat, cause)
    this.control.markDead(seat)
    this.calls.fail(seat, this.whyStuck(seat) ?? cause)
  }

  /** A new reader takes over: the iterator's hold of the old one ends, the locks that it died with stay recognisable as its. */
  private replaceReader(): void {
    const seat = this.control.readerSeat
    if (!this.control.renewReader()) return
    Atomics.store(this.buffer.i32, HeaderI32.iterating, 0)
    this.ends.delete(seat)
    this.ready.delete(seat)
    this.control.clearSeat(seat)
    this.bootReader()
    this.control.ring(seat)
  }

  private async allHeard(): Promise<void> {
    const heard = (_: unknown, seat: number): boolean =>
      this.control.hasHeard(seat) || this.whyStuck(seat) !== undefined
    await until(() => this.ports.every(heard), HEAR_MS, 'an actor does not look at its doorbell')
  }

  /** Why this actor will never store or answer again. */
  private whyStuck(seat: number): string | undefined {
    const name = seat === this.control.readerSeat ? 'The reader' : `CPU ${seat}`
    const end = this.ends.get(seat)
    if (end) return `${name} has crashed (${end}).`
    const slot = this.control.waitsFor(seat)
    if (slot === undefined || seat === this.control.readerSeat) return undefined
    const holder = holderOf(Atomics.load(this.buffer.i32, this.buffer.slotI32(slot) + SlotI32.lock))
    if (holder === undefined || Atomics.load(this.control.actors.dead, holder) === 0) return undefined
    return `${name} waits for ever for a lock whose holder has crashed.`
  }

  private setPace(traceBase: number): void {
    const { workload, reader } = this.config
    const rate = workload.kind === 'synthetic' ? workload.eventsPerSecond : 0
    const speed = workload.kind === 'trace' ? workload.speed : 1
    const loop = workload.kind === 'trace' && (workload.loop ?? false)
    const readerRate =
      reader.kind === 'consume' ? reader.eventsPerSecond : reader.kind === 'iterate' ? reader.passesPerSecond : 0
    this.control.setPace(
      { traceBase, machineBase: this.nowNs(), speed, rate, readerRate, loop },
      ReaderKind[reader.kind],
    )
  }

  /** Where the trace stands now: by its pace, or, after flat out, where the foremost CPU is. */
  private tracePosition(): number {
    const { speed, traceBase, machineBase, loop } = this.control.pace
    const foremost = Math.max(...Array.from({ length: this.config.cpus }, (_, cpu) => this.control.positionOf(cpu)))
    if (speed === Infinity) return foremost
    const byPace = traceBase + (this.nowNs() - machineBase) * speed
    return loop ? byPace : Math.min(byPace, foremost) // a trace that has ended stands at its end
  }
}

function unexpected(type: string): never {
  throw new Error(`an actor answered '${type}' to another question`)
}
