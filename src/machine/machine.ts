/**
 * A machine: one buffer, one control block, a worker for each CPU and one for the reader. It boots, runs, parks, is called, is resized, loses
 * actors and goes on, and is taken down. Everything it tells a running actor is a word in the control block.
 */
import { MachineTime, MachineTimeControl } from '../clock/machine-time.ts'
import type { ThreadTime } from '../clock/machine-time.ts'
import { Call, ControlBlock, ReaderKind } from '../control/control-block.ts'
import { placeControl } from '../control/control-places.ts'
import type { LiveMemory } from '../control/live-log.ts'
import { TriggerWords } from '../control/trigger-words.ts'
import type { Trigger } from '../control/trigger-words.ts'
import type { UnreadEvents } from '../reader/messages.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { carryOver } from '../ring/rfc/carry-over.ts'
import type { CpuStats } from '../ring/rfc/cpu-stats.ts'
import { HeaderI32, RB_FL_OVERWRITE, RB_FL_SNAPSHOT } from '../ring/rfc/layout.ts'
import { recordDisable, recordEnable } from '../ring/rfc/record-disable.ts'
import { TraceBuffers } from '../ring/trace-buffers.ts'
import { Actors } from './actors.ts'
import type { MachineListener } from './actors.ts'
import type { Captures, CapturesParts } from './captures.ts'
import { clockNow } from './clock-now.ts'
import { composeState } from './compose-state.ts'
import { factsOf } from './machine-facts.ts'
import type { MachineFacts } from './machine-facts.ts'
import type { LiveTake } from './live-take.ts'
import type { MachineConfig } from './machine-config.ts'
import { MachineRings } from './machine-rings.ts'
import type { MachineState } from './machine-state.ts'
import { requireCpu, requirePage } from './require-place.ts'
import { requireTrigger } from './require-trigger.ts'
import { RingsideError } from './ringside-error.ts'
import type { MachinePlan, RunningMachine } from './running-machine.ts'
import { whileParked } from './while-parked.ts'
import type { ActorHost } from './worker-port.ts'

/** the names of the machine's buffer, and of the one that is to take its place */
const BUFFER = 'ringside'
const RESIZED = 'ringside.resized'

export interface MachineParts extends MachinePlan {
  readonly host: ActorHost
  readonly time: ThreadTime
}

export class Machine implements RunningMachine {
  private readonly buffers = new TraceBuffers()
  private readonly host: ActorHost
  private readonly control: ControlBlock
  private readonly time: MachineTimeControl
  private readonly clock: MachineTime
  private readonly trigger: TriggerWords
  private readonly actors: Actors
  private rings: MachineRings
  private config: MachineConfig
  private running = false
  /** a change of the depth of disable(), while live is recorded: told around it */
  private aroundChange: LiveTake['around'] | undefined

  /** @throws RingError, RingsideError invalid-config where the memory cannot be had */
  private constructor({ config, workloads, host, time }: MachineParts, listener: MachineListener) {
    this.config = config
    this.host = host
    this.control = orInvalid(() => ControlBlock.allocate(config.cpus, config.pageSize, host))
    this.time = new MachineTimeControl(this.control.buffer, this.control.timeAt, time)
    this.clock = new MachineTime(this.control.buffer, this.control.timeAt, time)
    this.trigger = new TriggerWords(this.control.buffer, placeControl(config.cpus, config.pageSize).triggerAt)
    this.rings = this.allocateRings(BUFFER, 0, config)
    const { control } = this
    const { spawn } = host
    this.actors = new Actors({ control, rings: () => this.rings, workloads, settings: config, spawn, listener })
    this.setPace(0)
  }

  /**
   * Allocates, spawns every worker and waits until all are ready.
   * @throws RingError, RingsideError invalid-config where memory or workers cannot be had, timeout
   */
  static async boot(parts: MachineParts, listener: MachineListener): Promise<Machine> {
    const machine = new Machine(parts, listener)
    try {
      await machine.actors.boot()
      return machine
    } catch (error) {
      machine.tearDown()
      throw error
    }
  }

  get cpus(): number {
    return this.config.cpus
  }
  get buffer(): RfcBuffer {
    return this.rings.buffer
  }
  get captures(): Captures {
    return this.rings.captures
  }
  /** its buffers by name, as debugfs shows them */
  get bufferNames(): readonly { name: string; cpus: number }[] {
    return this.buffers.names.map((name) => ({ name, cpus: this.config.cpus }))
  }
  get isRunning(): boolean {
    return this.running
  }
  /** ns since the first start, frozen while stopped */
  nowNs(): number {
    return this.clock.nowNs()
  }

  /** @throws RingsideError timeout: an actor does not look; the machine stands as before */
  async start(): Promise<void> {
    if (this.running) return
    this.running = true
    this.time.start()
    try {
      await this.setRun(true)
    } catch (error) {
      this.time.stop()
      this.running = false
      throw error
    }
  }

  /** Parks every actor between two events. @throws RingsideError timeout: an actor does not look; the others run on */
  async stop(): Promise<void> {
    if (!this.running) return
    await this.setRun(false)
    this.time.stop()
    this.running = false
  }

  private async setRun(run: boolean): Promise<void> {
    this.control.setRun(run)
    try {
      await this.actors.ringAndWait()
    } catch (error) {
      this.control.setRun(!run)
      this.control.ringAll()
      throw error
    }
  }

  /** Changes what can change while it runs: reader, overwrite, the workload's rate, speed and loop. */
  async apply(config: MachineConfig): Promise<void> {
    await whileParked(this, async () => {
      const from = this.tracePosition()
      this.config = config
      this.buffer.setOverwrite(config.overwrite)
      this.setPace(from)
      await this.actors.ringAndWait()
    })
  }

  /**
   * As the mail does it: allocates a buffer anew, and frees the old one with all that is unread. Counts, clocks and workloads go on, the dead stay
   * dead.
   * @throws RingError, RingsideError invalid-config where the memory cannot be had, iterator-open; everything is as before
   */
  async resize(pagesPerCpu: number): Promise<void> {
    const config = { ...this.config, pagesPerCpu }
    try {
      const rings = this.allocateRings(RESIZED, this.rings.serial + 1, config)
      await whileParked(this, () => this.exchangeRings(rings, config))
    } finally {
      if (this.buffers.get(RESIZED)) this.buffers.free(RESIZED)
    }
  }

  /** @param body as much of it as fits into a page @param bytes the body's whole length @returns a code as the ring's `write` */
  async write(cpu: number, type: number, body: Uint8Array, bytes: number): Promise<number> {
    requireCpu(cpu, this.config)
    const answer = await this.actors.calls.make(cpu, Call.write, [type, bytes], body)
    return answer.type === 'written' ? answer.code : unexpected(answer.type)
  }

  /** consume, peek or read; @returns the packed events */
  async readEvents(
    kind: typeof Call.consume | typeof Call.peek | typeof Call.read,
    args: number[],
  ): Promise<ArrayBuffer> {
    const answer = await this.actors.calls.make(this.control.readerSeat, kind, args)
    return answer.type === 'events' ? answer.events : unexpected(answer.type)
  }

  /** Snapshot or reset of one CPU, or of all. @returns CPUs that were skipped because a dead actor holds their lock */
  async swapOrReset(
    kind: typeof Call.snapshot | typeof Call.reset,
    cpu: number | undefined,
    resetOthers = false,
  ): Promise<number[]> {
    if (cpu !== undefined) requireCpu(cpu, this.config)
    const answer = await this.actors.calls.make(this.control.readerSeat, kind, [cpu ?? -1, resetOthers ? 1 : 0])
    return answer.type === 'done' ? answer.skipped : unexpected(answer.type)
  }

  async pageBytes(cpu: number, page: number, snapshot: boolean): Promise<Uint8Array> {
    requireCpu(cpu, this.config)
    requirePage(page, this.config)
    const answer = await this.actors.calls.make(this.control.readerSeat, Call.page, [cpu, page, snapshot ? 1 : 0])
    return answer.type === 'bytes' ? new Uint8Array(answer.bytes) : unexpected(answer.type)
  }

  /** All that is unread, by iterator. */
  async unread(): Promise<UnreadEvents> {
    const answer = await this.actors.calls.make(this.control.readerSeat, Call.unread, [])
    return answer.type === 'unread' ? answer.unread : unexpected(answer.type)
  }

  /** What is counted of every CPU, and what its clock says now. */
  async stats(): Promise<CpuStats[]> {
    const answer = await this.actors.calls.make(this.control.readerSeat, Call.stats, [])
    if (answer.type !== 'stats') return unexpected(answer.type)
    const clock = { config: this.config, control: this.control, nowNs: this.nowNs() }
    return answer.stats.map((stats, cpu) => ({ ...stats, nowTs: clockNow(clock, cpu, stats.newestEventTs ?? 0) }))
  }

  /** All pages of that CPU's live ring, one behind the other. */
  async ringBytes(cpu: number): Promise<Uint8Array<ArrayBuffer>> {
    requireCpu(cpu, this.config)
    const answer = await this.actors.calls.make(this.control.readerSeat, Call.ring, [cpu])
    return answer.type === 'bytes' ? new Uint8Array(answer.bytes) : unexpected(answer.type)
  }

  /** @returns the depth of nesting */
  async disable(): Promise<number> {
    const disable = (): number => recordDisable(this.buffer)
    return this.aroundChange ? this.aroundChange(true, disable) : disable()
  }
  async enable(): Promise<number> {
    const enable = (): number => recordEnable(this.buffer)
    const depth = this.aroundChange ? this.aroundChange(false, enable) : enable()
    this.trigger.letGo()
    return depth
  }

  /**
   * Arms a trigger in place of the one before; what that one has disabled is enabled.
   * @param trigger undefined: none @throws RingsideError bad-cpu, bad-argument
   */
  async setTrigger(trigger: Trigger | undefined): Promise<void> {
    if (trigger) requireTrigger(trigger, this.config)
    await whileParked(this, async () => {
      if (this.trigger.hit?.holds) await this.enable()
      this.trigger.set(trigger)
      await this.actors.ringAndWait()
    })
  }

  /**
   * Puts everybody over the same rings anew, with logs of what is done there, or without.
   * @param whileAway called while nobody is there @throws RingsideError crashed, iterator-open, timeout
   */
  async logTo(live: LiveMemory | undefined, around: LiveTake['around'] | undefined, whileAway: () => void) {
    await whileParked(this, () => {
      const rings = new MachineRings(this.buffer, this.rings.serial + 1, this.ringsParts, live)
      return this.putOver(rings, () => {
        this.aroundChange = around
        whileAway()
      })
    })
  }

  /** Ends that CPU where it stands. */
  async kill(cpu: number): Promise<void> {
    requireCpu(cpu, this.config)
    await this.actors.kill(cpu)
  }

  async state(pages: boolean): Promise<MachineState> {
    return composeState(await this.captures.fresh(), this.facts(), pages)
  }

  /** The same from the latest captures, without waiting for younger ones. */
  readout(): MachineState | undefined {
    const captures = Array.from({ length: this.config.cpus }, (_, cpu) => this.captures.latest(cpu))
    const present = captures.filter((capture) => capture !== undefined)
    return present.length < captures.length ? undefined : composeState(present, this.facts(), false)
  }

  tearDown(): void {
    this.actors.terminate()
  }

  /** What is to be told of it besides the captures. */
  facts(): MachineFacts {
    const { control, buffer, running } = this
    return factsOf({ control, buffer, ends: this.actors.ends, running, hit: this.trigger.hit })
  }

  /** @throws RingError, RingsideError invalid-config where the memory cannot be had */
  private allocateRings(name: string, serial: number, config: MachineConfig): MachineRings {
    const { cpus, pagesPerCpu, pageSize, overwrite, snapshot, asPosted } = config
    const flags = (overwrite ? RB_FL_OVERWRITE : 0) | (snapshot ? RB_FL_SNAPSHOT : 0)
    const size = pagesPerCpu * pageSize
    const { shared } = this.host
    return orInvalid(() => {
      const { buffer } = this.buffers.alloc({ name, size, flags, cpus, pageSize, asPosted, shared })
      return new MachineRings(buffer, serial, this.ringsParts)
    })
  }

  private get ringsParts(): CapturesParts {
    const standsStill = (cpu: number): boolean => this.actors.whyStuck(cpu) !== undefined
    return { control: this.control, shared: this.host.shared, standsStill, nowNs: () => this.nowNs() }
  }

  private exchangeRings(rings: MachineRings, config: MachineConfig): Promise<void> {
    return this.putOver(rings, () => {
      carryOver(this.buffer, rings.buffer)
      this.config = config
      this.buffers.free(BUFFER)
      this.buffers.rename(RESIZED, BUFFER)
    })
  }

  private async putOver(rings: MachineRings, whileAway: () => void): Promise<void> {
    this.refuseWhileIterating()
    await this.callAway(rings.serial)
    whileAway()
    rings.captures.succeed(this.captures)
    this.rings = rings
    await this.actors.bringRings()
  }

  /** Where somebody does not leave, those who have left are brought back to the rings of before. */
  private async callAway(serial: number): Promise<void> {
    try {
      await this.actors.callAway(serial)
    } catch (error) {
      this.control.setRings(this.rings.serial)
      await this.actors.bringRings().catch(() => {}) // who did not leave does not hear this either
      throw error
    }
  }

  /** The reader's own passes have ended where it is parked. */
  private refuseWhileIterating(): void {
    if (Atomics.load(this.buffer.i32, HeaderI32.iterating) !== 0)
      throw new RingsideError('iterator-open', 'An iterator is reading the rings; finish it first.')
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

/** @throws RingsideError invalid-config where `allocate` finds no memory */
function orInvalid<T>(allocate: () => T): T {
  try {
    return allocate()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new RingsideError('invalid-config', `The memory for these rings cannot be had here (${error.message}).`)
  }
}

function unexpected(type: string): never {
  throw new Error(`an actor answered '${type}' to another question`)
}
