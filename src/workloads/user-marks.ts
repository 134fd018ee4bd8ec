/**
 * What programs write into trace_marker, as atrace has it: `B|pid|name` begins a slice, `E|pid` ends the one begun last, `C|pid|name|value`
 * sets a counter; anything else is a remark. One thread at a time draws a frame: slices in slices, all ended when the frame is.
 */
import type { EventTypeInfo } from '../events/event-type.ts'
import { Pace } from './pace.ts'
import { Paced } from './paced.ts'
import { Dice } from './seeded-words.ts'
import { asciiBytes, TextBody } from './text-body.ts'
import { TracerType } from './tracer-types.ts'
import type { EventWriter, Tracer, TracerOptions } from './workload.ts'

export const USER_MARKS_EVENTS: readonly EventTypeInfo[] = [
  {
    id: TracerType.mark,
    name: 'tracing_mark_write',
    fields: ['field:char buf[]; offset:0; size:0; signed:1;'],
    print: '"%s", REC->buf',
  },
]

const MAX_BYTES = 256
const FIRST_PID = 6000
const THREADS = ['RenderThread', 'audio-mixer', 'network'].map(asciiBytes)
const SLICES = ['measure', 'layout', 'drawBitmaps', 'decode', 'poll', 'flush', 'lock contention'].map(asciiBytes)
const COUNTERS = ['queued', 'heap_kb', 'latency_us'].map(asciiBytes)
const REMARKS = [
  'late',
  'cache missed, decoding again',
  'input to photon took longer than a frame; the next one is left out so that sound and picture stay together',
].map(asciiBytes)
const BEGIN = asciiBytes('B|')
const END = asciiBytes('E|')
const COUNT = asciiBytes('C|')
const BAR = asciiBytes('|')
const FRAME = asciiBytes(' frame ')
const COLON = asciiBytes(': ')

const MAX_DEPTH = 5
const COUNTER_VALUES = 5000
/** from one mark of a frame to the next: 2 µs to 256 µs */
const SHORTEST_NS = 2000
const OCTAVES = 6
/** of 2 µs × 1.5^6 × 1.5 */
const MEAN_DISTANCE_NS = 34_000

/** of ten times, within a frame */
const CHANCES = 10
const BEGIN_BELOW = 3
const END_BELOW = 7
const COUNT_BELOW = 9

const NOTHING = new Uint8Array()

export class UserMarks extends Paced implements Tracer {
  private readonly dice: Dice
  private readonly body: TextBody
  private readonly firstPid: number
  private thread = 0
  private frame = 0
  /** slices that are begun and not ended */
  private depth = 0

  constructor({ seed, cpu, maxPayloadBytes, eventsPerSecond, eventsPerCpu }: TracerOptions) {
    super(new Pace({ eventsPerSecond, eventsPerCpu, burstNs: MEAN_DISTANCE_NS }))
    this.dice = new Dice(seed, cpu)
    this.body = new TextBody(Math.min(MAX_BYTES, maxPayloadBytes))
    this.firstPid = FIRST_PID + cpu * THREADS.length
  }

  step(ring: EventWriter): void {
    this.body.clear()
    const choice = this.dice.roll(CHANCES)
    if (this.depth === 0) this.beginFrame()
    else if (choice < BEGIN_BELOW && this.depth < MAX_DEPTH) this.beginSlice()
    else if (choice < END_BELOW) this.endSlice()
    else if (choice < COUNT_BELOW) this.setCounter()
    else this.remark()
    ring.write(TracerType.mark, this.body.end(), this.body.words, 0)
    if (this.depth === 0) this.pace.count()
    else this.pace.countWithin(this.dice.latency(SHORTEST_NS, OCTAVES))
  }

  private beginFrame(): void {
    this.thread = this.dice.roll(THREADS.length)
    this.frame++
    this.depth = 1
    this.addHead(BEGIN)
    this.body.add(BAR)
    this.addFrame()
  }

  private beginSlice(): void {
    this.depth++
    this.addHead(BEGIN)
    this.body.add(BAR)
    this.body.add(this.oneOf(SLICES))
  }

  private endSlice(): void {
    this.depth--
    this.addHead(END)
  }

  private setCounter(): void {
    this.addHead(COUNT)
    this.body.add(BAR)
    this.body.add(this.oneOf(COUNTERS))
    this.body.add(BAR)
    this.body.addNumber(this.dice.roll(COUNTER_VALUES))
  }

  private remark(): void {
    this.addFrame()
    this.body.add(COLON)
    this.body.add(this.oneOf(REMARKS))
  }

  private addHead(kind: Uint8Array): void {
    this.body.add(kind)
    this.body.addNumber(this.firstPid + this.thread)
  }

  private addFrame(): void {
    this.body.add(THREADS[this.thread] ?? NOTHING)
    this.body.add(FRAME)
    this.body.addNumber(this.frame)
  }

  private oneOf(texts: readonly Uint8Array[]): Uint8Array {
    return texts[this.dice.roll(texts.length)] ?? NOTHING
  }
}
