import type { EventType } from '../../events/event-type.ts'
import { IRQ_EVENT } from '../../events/irq-event.ts'
import type { FieldValue } from '../../events/read-field.ts'
import { STEADY_EVENT } from '../../events/steady-event.ts'
import { EventTypes } from '../../events/event-types.ts'
import { IrqStorm } from '../irq-storm.ts'
import { makeTracer, tracerEvents, type TracerName } from '../make-tracer.ts'
import type { InterruptLine, MaxLatency, Tracer, TracerOptions, TracerRing } from '../workload.ts'

/** An event as it was written; read and printed when somebody asks. */
export class TracedEvent {
  constructor(
    readonly dueNs: number,
    private readonly type: EventType,
    private readonly payload: Uint8Array,
    /** handlers that it is nested in */
    readonly depth: number,
  ) {}

  get name(): string {
    return this.type.name
  }

  get bytes(): number {
    return this.payload.length
  }

  get text(): string {
    return this.type.format(this.payload)
  }

  get fields(): readonly (FieldValue | undefined)[] {
    return this.type.read(this.payload)
  }
}

export type RingCall = 'resetCpu' | 'snapshotOneCpu' | 'snapshotAll'

export const OPTIONS: TracerOptions = { seed: 7, cpu: 0, cpus: 4, maxPayloadBytes: 116, eventsPerSecond: 1000 }

/** Runs one CPU's part of a tracer in virtual time, and keeps all it does. Interrupts arrive in the first write after they are raised. */
export class TracedRun implements TracerRing, InterruptLine, MaxLatency {
  readonly events: TracedEvent[] = []
  readonly calls: { readonly call: RingCall; readonly afterEvents: number }[] = []
  readonly latencies: { readonly ns: number; readonly startNs: number; readonly isMaximum: boolean }[] = []
  readonly raised: { readonly afterPoints: number; readonly depth: number }[] = []
  readonly tracer: Tracer
  private readonly types: EventTypes
  private maximumNs = 0
  private interruptsDeep = 0
  private depth = 0
  private nowNs = 0

  constructor(name: TracerName, options: Partial<TracerOptions> = {}) {
    this.types = new EventTypes([STEADY_EVENT, IRQ_EVENT, ...tracerEvents(name)])
    this.tracer = makeTracer(name, { ...OPTIONS, ...options }, { maxLatency: this, interrupts: this })
  }

  /** Steps while the next event is due before this time, and there are fewer events than that. */
  run({ untilNs = Infinity, events = Infinity }: { untilNs?: number; events?: number }): this {
    const { tracer } = this
    while (tracer.due < untilNs && this.events.length < events && !tracer.ended) {
      this.nowNs = tracer.due
      tracer.step(this)
    }
    return this
  }

  get lines(): string[] {
    return this.events.map(({ dueNs, depth, name, text }) => {
      const nested = '  '.repeat(depth)
      return `${(dueNs / 1e6).toFixed(3).padStart(8)} ${nested}${name}: ${text}`
    })
  }

  write(type: number, length: number, words: Int32Array, wordAt: number): number {
    const payload = new Uint8Array(words.buffer, words.byteOffset + wordAt * 4, length)
    const described = this.types.get(type)
    if (!described) throw new Error(`type ${type} is not registered`)
    // what the ring stores is the body as it stands after whatever interrupts its write
    if (this.depth < this.interruptsDeep) this.interrupt()
    this.events.push(new TracedEvent(this.nowNs, described, payload.slice(), this.depth))
    if (described.trim(payload).length !== length) throw new Error(`${described.name} does not know its own length`)
    return 0
  }

  resetCpu(): boolean {
    return this.note('resetCpu')
  }

  snapshotOneCpu(): boolean {
    return this.note('snapshotOneCpu')
  }

  snapshotAll(): boolean {
    return this.note('snapshotAll')
  }

  raise(first: number, second: number): boolean {
    return this.tracer instanceof IrqStorm ? this.raiseInterrupt(first, second) : this.raiseMaximum(first, second)
  }

  private raiseMaximum(ns: number, startNs: number): boolean {
    const isMaximum = ns > this.maximumNs
    if (isMaximum) this.maximumNs = ns
    this.latencies.push({ ns, startNs, isMaximum })
    return isMaximum
  }

  private raiseInterrupt(afterPoints: number, depth: number): boolean {
    this.raised.push({ afterPoints, depth })
    this.interruptsDeep = depth
    return true
  }

  private interrupt(): void {
    if (!(this.tracer instanceof IrqStorm)) return
    this.depth++
    this.tracer.handle(this, this.depth)
    this.depth--
    if (this.depth === 0) this.interruptsDeep = 0
  }

  private note(call: RingCall): boolean {
    this.calls.push({ call, afterEvents: this.events.length })
    return true
  }
}
