/**
 * All actors of a machine in one thread: each has some turns, then the next. No turn ends with a lock held (control/actor-loop.ts), so nobody ever
 * waits for another, and races cannot happen.
 *
 *   CPU 0 | CPU 1 | reader | CPU 0 | …  a slice, then messages and timers are heard | CPU 1 | reader | …
 *
 * Whoever may rest is passed over until its time has come or a doorbell rings. Where all rest, nothing runs.
 */
import { LEFT, takeTurns } from '../../control/actor-loop.ts'
import type { ActorLoop } from '../../control/actor-loop.ts'
import { actorThread, crashOf } from '../../control/actor-thread.ts'
import { bootCpu } from '../../cpu/boot-cpu.ts'
import type { CpuBoot, ToCpu } from '../../cpu/messages.ts'
import { bootReader } from '../../reader/boot-reader.ts'
import type { ReaderBoot, ToReader } from '../../reader/messages.ts'
import { noProbe } from '../../ring/probe.ts'
import type { Probe } from '../../ring/probe.ts'
import { WaitsForEver } from '../../ring/slot-lock.ts'
import type { ActorHost, WorkerKind, WorkerPort } from '../worker-port.ts'

/** ms without hearing anybody: two of them are less than a frame */
const SLICE_MS = 4
/** some tenths of a millisecond of writing flat out: no longer than a step of the clock of a page that is not isolated */
const TURNS = 512

export interface TurnsParts {
  /** ms from any origin */
  readonly nowMs: () => number
  /** has `act` called after the messages and timers that wait now */
  readonly defer: (act: () => void) => void
  /** what the rings call at their probe points */
  readonly probeOf?: (kind: WorkerKind) => Probe
}

export class Turns implements ActorHost {
  readonly shared = false
  private actors: readonly InTurn[] = []
  private at = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  /** a slice runs, or is deferred */
  private busy = false

  constructor(private readonly parts: TurnsParts) {}

  readonly spawn = (kind: WorkerKind): WorkerPort => {
    const actor: InTurn = new InTurn(kind, this.parts.probeOf?.(kind) ?? noProbe, () => {
      this.actors = this.actors.filter((other) => other !== actor)
    })
    this.actors = [...this.actors, actor]
    return actor
  }

  wake(): void {
    if (this.busy) return
    clearTimeout(this.timer)
    this.deferSlice()
  }

  private deferSlice(): void {
    this.busy = true
    this.parts.defer(() => this.slice())
  }

  private slice(): void {
    const end = this.parts.nowMs() + SLICE_MS
    let now = end - SLICE_MS
    for (let resting = 0; resting < this.actors.length && now < end; now = this.parts.nowMs()) {
      this.at = (this.at + 1) % this.actors.length
      resting = this.actors[this.at]?.take(now) ? 0 : resting + 1
    }
    this.goOn(now)
  }

  private goOn(now: number): void {
    const dueMs = this.actors.reduce((least, actor) => Math.min(least, actor.dueMs), Infinity)
    if (dueMs <= now) return this.deferSlice()
    this.busy = false
    // a timer that is set by a timer is late by milliseconds, so the slice is not run by the timer itself
    if (dueMs < Infinity) this.timer = setTimeout(() => this.wakeOnTime(), dueMs - now)
  }

  private wakeOnTime(): void {
    if (!this.busy) this.deferSlice()
  }
}

/** An actor, and the port by which the machine knows it: what either says is heard at once. */
class InTurn implements WorkerPort {
  /** ms: it may rest until then, unless its doorbell rings */
  private restsUntil = Infinity
  private loop: ActorLoop | undefined
  private ended = false
  private listener: (message: unknown) => void = () => {}
  private readonly hear: (message: unknown) => void

  constructor(
    kind: WorkerKind,
    probe: Probe,
    readonly terminate: () => void,
  ) {
    const post = (message: unknown): void => this.listener(message)
    const go = (loop: ActorLoop): void => {
      this.loop = loop
      this.restsUntil = 0
    }
    const [cpu, reader] = [
      actorThread((boot: CpuBoot) => bootCpu(boot, post, probe), post, go),
      actorThread((boot: ReaderBoot) => bootReader(boot, post, probe), post, go),
    ]
    // the machine tells each kind of actor what is for its kind
    this.hear = (message) => (kind === 'cpu' ? cpu(message as ToCpu) : reader(message as ToReader))
  }

  post(message: unknown): void {
    if (!this.ended) this.hear(message)
  }
  onMessage(listener: (message: unknown) => void): void {
    this.listener = listener
  }
  /** It is there already, and its errors are told as crashes. */
  onError(): void {}

  /** ms: 0 where its doorbell has rung, whoever rang: another actor does when a trigger parks all */
  get dueMs(): number {
    const { loop } = this
    return loop && loop.control.doorbell(loop.seat) !== loop.heard ? 0 : this.restsUntil
  }

  /** @returns whether it goes on at once */
  take(nowMs: number): boolean {
    if (!this.loop || this.dueMs > nowMs) return false
    const ms = this.takeTurns(this.loop)
    this.restsUntil = ms === LEFT ? Infinity : nowMs + ms
    return ms === 0
  }

  private takeTurns(loop: ActorLoop): number {
    try {
      const ms = takeTurns(loop, TURNS)
      if (ms === LEFT) this.loop = undefined
      return ms
    } catch (error) {
      this.loop = undefined
      this.ended = true
      if (!(error instanceof WaitsForEver)) this.listener(crashOf(error))
      return LEFT
    }
  }
}
