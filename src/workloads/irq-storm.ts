/**
 * Storms of interrupts. In quiet stretches handlers run one after another, each an irq_handler_entry and an irq_handler_exit. In a storm
 * they run close together, and further interrupts arrive in the middle of their writes, up to three deep: what those write is nested.
 */
import type { EventTypeInfo } from '../events/event-type.ts'
import { IRQ_LINES } from '../events/irq-event.ts'
import { IrqHandler } from './irq-handler.ts'
import { Pace } from './pace.ts'
import { Paced } from './paced.ts'
import { Dice } from './seeded-words.ts'
import { TracerType } from './tracer-types.ts'
import type { EventWriter, InterruptLine, Tracer, TracerOptions } from './workload.ts'

export const IRQ_STORM_EVENTS: readonly EventTypeInfo[] = [
  {
    id: TracerType.irqHandlerEntry,
    name: 'irq_handler_entry',
    fields: ['field:int irq; offset:0; size:4; signed:1;', 'field:__data_loc char[] name; offset:4; size:4; signed:0;'],
    print: '"irq=%d name=%s", REC->irq, __get_str(name)',
  },
  {
    id: TracerType.irqHandlerExit,
    name: 'irq_handler_exit',
    fields: ['field:int irq; offset:0; size:4; signed:1;', 'field:int ret; offset:4; size:4; signed:1;'],
    print: '"irq=%d ret=%s", REC->irq, REC->ret ? "handled" : "unhandled"',
  },
]

const EXIT_BYTES = 8
/** in handlers: entry and exit */
const QUIET = { least: 4, more: 12 }
const STORM = { least: 12, more: 36 }
/** from one event of a storm to the next: 1 µs to 16 µs */
const SHORTEST_NS = 1000
const OCTAVES = 3
/** of 1 µs × 1.5^3 × 1.5 */
const MEAN_DISTANCE_NS = 5000
/** a write passes more than these: the interrupt arrives within it */
const POINTS = 12
const MAX_DEPTH = 3
/** one of so many interrupts is none of the device's */
const UNHANDLED = 16

/** The bodies of irq_handler_entry, by line. */
const ENTRY_BODIES = IRQ_LINES.map(({ irq, name }) => {
  const at = 8
  const bytes = at + name.length + 1
  const words = new Int32Array(Math.ceil(bytes / 4))
  words[0] = irq
  words[1] = at | ((name.length + 1) << 16)
  const text = new Uint8Array(words.buffer, at)
  for (let index = 0; index < name.length; index++) text[index] = name.charCodeAt(index)
  return { irq, bytes, words }
})

export class IrqStorm extends Paced implements Tracer {
  private readonly dice: Dice
  private readonly handler: IrqHandler
  private readonly exitWords = new Int32Array(EXIT_BYTES / 4)
  /** of the handler that runs; undefined: none does */
  private entered: (typeof ENTRY_BODIES)[number] | undefined
  private storming = false
  private handlersLeft = 0

  constructor(
    options: TracerOptions,
    private readonly line: InterruptLine,
  ) {
    const { seed, cpu, eventsPerSecond, eventsPerCpu } = options
    super(new Pace({ eventsPerSecond, eventsPerCpu, burstNs: MEAN_DISTANCE_NS }))
    this.dice = new Dice(seed, cpu)
    this.handler = new IrqHandler(options)
    this.handlersLeft = QUIET.least
  }

  /** interrupts that have written so far */
  get handled(): number {
    return this.handler.handled
  }

  step(ring: EventWriter): void {
    if (this.storming) this.line.raise(1 + this.dice.roll(POINTS), 1 + this.dice.roll(MAX_DEPTH))
    if (this.entered) this.exit(ring, this.entered.irq)
    else this.enter(ring)
  }

  /** An interrupt has arrived in the middle of a write. It counts as an attempt of this workload; after the last one it writes nothing. */
  handle(writer: EventWriter, depth: number): void {
    if (this.pace.ended) return
    this.pace.countWithin(SHORTEST_NS)
    this.handler.handle(writer, depth)
  }

  private enter(ring: EventWriter): void {
    const body = ENTRY_BODIES[this.dice.roll(ENTRY_BODIES.length)]
    if (!body) return
    this.entered = body
    this.countWithin()
    ring.write(TracerType.irqHandlerEntry, body.bytes, body.words, 0)
  }

  /** All is counted before it is written: what arrives in the middle of the write comes after it. */
  private exit(ring: EventWriter, irq: number): void {
    this.exitWords[0] = irq
    this.exitWords[1] = this.dice.roll(UNHANDLED) === 0 ? 0 : 1
    this.entered = undefined
    this.handlersLeft--
    if (this.storming && this.handlersLeft > 0) this.countWithin()
    else this.pace.count()
    if (this.handlersLeft === 0) this.turn()
    ring.write(TracerType.irqHandlerExit, EXIT_BYTES, this.exitWords, 0)
  }

  private turn(): void {
    this.storming = !this.storming
    const { least, more } = this.storming ? STORM : QUIET
    this.handlersLeft = least + this.dice.roll(more)
  }

  private countWithin(): void {
    this.pace.countWithin(this.dice.latency(SHORTEST_NS, OCTAVES))
  }
}
