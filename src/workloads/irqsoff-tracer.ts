/**
 * ftrace's irqsoff tracer of 2008: what runs while interrupts are off, and for how long.
 *
 *   a section begins   the CPU's live ring is reset; irqs_off
 *   within             the functions that are entered
 *   it ends            irqs_on, with the latency; at a new maximum over all CPUs the CPU's snapshot is swapped in, those of the others are
 *                      erased, and the live ring is reset again
 *
 * So the snapshot holds the longest section, and nothing but it.
 */
import type { EventTypeInfo } from '../events/event-type.ts'
import { CallWalker } from './call-walker.ts'
import { CALL_BYTES, CALL_FIELDS, FUNCTION_EVENT, storeCall, writeFunction } from './function-event.ts'
import { printSymbol, symbolNumber } from './kernel-symbols.ts'
import { Pace } from './pace.ts'
import { Paced } from './paced.ts'
import { Dice } from './seeded-words.ts'
import { TracerType } from './tracer-types.ts'
import type { MaxLatency, Tracer, TracerOptions, TracerRing } from './workload.ts'

const LATENCY_WORD = CALL_BYTES / 4
const IRQS_ON_BYTES = CALL_BYTES + 4
const CALLER = `${printSymbol('ip')}, ${printSymbol('parent_ip')}`

export const IRQSOFF_EVENTS: readonly EventTypeInfo[] = [
  FUNCTION_EVENT,
  { id: TracerType.irqsOff, name: 'irqs_off', fields: CALL_FIELDS, print: `"caller=%s parent=%s", ${CALLER}` },
  {
    id: TracerType.irqsOn,
    name: 'irqs_on',
    fields: [...CALL_FIELDS, 'field:u32 latency; offset:16; size:4; signed:0;'],
    print: `"caller=%s parent=%s latency=%u ns", ${CALLER}, REC->latency`,
  },
]

/** from 2 µs to 1 ms, three of four below 200 µs */
const SHORTEST_NS = 2000
const OCTAVES = 8
const MOST_FUNCTIONS = 12
/** sections take 77 µs on average and have 7 events */
const MEAN_DISTANCE_NS = 11_000

/** longer than any other section */
export const PLANTED_NS = 5_000_000
const PLANTED_FROM = 20
const PLANTED_SPREAD = 8
const PLANTED_STREAM = -1

/** Where the one section of 5 ms is: on this CPU, the n-th section from 0 on. It ends within the CPU's first 400 events. */
export function plantedSection(seed: number, cpus: number): { cpu: number; section: number } {
  return { cpu: (seed >>> 0) % cpus, section: PLANTED_FROM + new Dice(seed, PLANTED_STREAM).roll(PLANTED_SPREAD) }
}

/** Who turns interrupts off and on, and the function in which that happens. */
interface Place {
  readonly within: number
  readonly off: number
  readonly on: number
}

const PLACES: readonly Place[] = [
  { within: 'try_to_wake_up', off: '_raw_spin_lock_irqsave', on: '_raw_spin_unlock_irqrestore' },
  { within: 'hrtimer_start_range_ns', off: '_raw_spin_lock_irqsave', on: '_raw_spin_unlock_irqrestore' },
  { within: 'schedule', off: 'rcu_note_context_switch', on: 'finish_task_switch' },
  { within: 'sysvec_apic_timer_interrupt', off: 'irq_enter_rcu', on: 'irq_exit_rcu' },
  { within: 'common_interrupt', off: 'irq_enter_rcu', on: 'irq_exit_rcu' },
].map(({ within, off, on }) => ({
  within: symbolNumber(within),
  off: symbolNumber(off),
  on: symbolNumber(on),
}))

const OUTSIDE = -1

export class IrqsoffTracer extends Paced implements Tracer {
  private readonly dice: Dice
  private readonly calls: CallWalker
  private readonly words = new Int32Array(IRQS_ON_BYTES / 4)
  /** number of the planted section; -1: it is on another CPU */
  private readonly planted: number
  private section = 0
  private place: Place = { within: 0, off: 0, on: 0 }
  private latencyNs = 0
  /** modelled time left to the end of the section */
  private leftNs = 0
  private startNs = 0
  /** functions that the section may still enter */
  private functionsLeft = OUTSIDE

  constructor(
    { seed, cpu, cpus, eventsPerSecond, eventsPerCpu }: TracerOptions,
    private readonly maxLatency: MaxLatency,
  ) {
    super(new Pace({ eventsPerSecond, eventsPerCpu, burstNs: MEAN_DISTANCE_NS }))
    this.dice = new Dice(seed, cpu)
    this.calls = new CallWalker(this.dice)
    const planted = plantedSection(seed, cpus)
    this.planted = planted.cpu === cpu ? planted.section : -1
  }

  step(ring: TracerRing): void {
    if (this.functionsLeft === OUTSIDE) this.begin(ring)
    else if (this.functionsLeft > 0) this.enterFunction(ring)
    else this.end(ring)
  }

  private begin(ring: TracerRing): void {
    const { dice } = this
    this.startNs = this.pace.due
    this.latencyNs = this.section === this.planted ? PLANTED_NS : dice.latency(SHORTEST_NS, OCTAVES)
    this.leftNs = this.latencyNs
    this.functionsLeft = 1 + dice.roll(MOST_FUNCTIONS)
    this.place = PLACES[dice.roll(PLACES.length)] ?? this.place
    const { within, off } = this.place
    this.calls.enter(within, within)
    this.calls.next()
    ring.resetCpu()
    storeCall(this.words, off, within)
    ring.write(TracerType.irqsOff, CALL_BYTES, this.words, 0)
    this.passTime()
  }

  private enterFunction(ring: TracerRing): void {
    writeFunction(ring, this.words, this.calls)
    this.functionsLeft = this.calls.next() ? this.functionsLeft - 1 : 0
    this.passTime()
  }

  private end(ring: TracerRing): void {
    const { within, on } = this.place
    storeCall(this.words, on, within)
    this.words[LATENCY_WORD] = this.latencyNs
    ring.write(TracerType.irqsOn, IRQS_ON_BYTES, this.words, 0)
    this.pace.count()
    this.section++
    this.functionsLeft = OUTSIDE
    if (!this.maxLatency.raise(this.latencyNs, this.startNs)) return
    ring.snapshotOneCpu()
    ring.resetCpu()
  }

  /** Up to the next event of the section: about an equal share of what is left of it, and all before its end. */
  private passTime(): void {
    const share = Math.floor(this.leftNs / (this.functionsLeft + 1))
    const ns = this.functionsLeft > 0 ? (share >> 1) + this.dice.roll(share + 1) : this.leftNs
    this.leftNs -= ns
    this.pace.countWithin(ns)
  }
}
