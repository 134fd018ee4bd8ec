/** A small ring on one thread, with a writer per CPU, one clock for all and a consumer. What it reads it copies, so that tests can keep it. */
import { VirtualClock } from '../../clock/set-clocks.ts'
import { Arena } from '../arena.ts'
import { captureSlot, SlotCapture } from '../capture.ts'
import { noProbe } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { wordsOf } from '../rfc/body.ts'
import { allocateRfcBuffer, RfcBuffer } from '../rfc/buffer.ts'
import type { RfcOptions } from '../rfc/buffer.ts'
import { RfcConsumer } from '../rfc/consume.ts'
import { MergedIterator } from '../../merge/merged-iterator.ts'
import type { ReadEvent } from '../rfc/read-event.ts'
import { RfcWriter } from '../rfc/write.ts'
import { FIRST_READER, noLocks, SlotLocks } from '../slot-lock.ts'
import type { ActorWords, Locks } from '../slot-lock.ts'
import { outcomeOf } from '../trace-buffer.ts'
import type { Ledger, RingState, WriteOutcome } from '../trace-buffer.ts'

export interface SeenEvent {
  cpu: number
  ts: number
  type: number
  /** header, body and rounding */
  length: number
  /** with its rounding */
  body: number[]
  lostBefore: number
  late: boolean
}

export function seen(event: ReadEvent): SeenEvent {
  const { cpu, ts, type, length, lostBefore, late } = event
  return { cpu, ts, type, length, body: [...event.body], lostBefore, late }
}

export interface TestRingOptions extends Partial<RfcOptions> {
  readonly probe?: Probe
  /** what all use as locks; none that wait, if nothing is said */
  readonly locks?: Locks
  /** instead of `locks`: real ones, where CPU c is actor c */
  readonly actors?: ActorWords
  /** the actor that reads and swaps */
  readonly reader?: number
  /** what another ring of the same geometry lies in; it is used on */
  readonly memory?: ArrayBufferLike
}

/** 4 pages of 128 bytes: an event with a body of 20 takes 32, so 4 fill a page. */
const small = { cpus: 1, pagesPerCpu: 4, pageSize: 128, snapshot: false, overwrite: true, asPosted: false }

/** The body of which 4 events fill a page of 128 bytes. */
export const QUARTER = 20

export class TestRing {
  readonly buffer: RfcBuffer
  readonly clock = new VirtualClock()
  readonly writers: readonly RfcWriter[]
  readonly consumer: RfcConsumer
  readonly options: { readonly locks: Locks; readonly probe: Probe }

  constructor(given: TestRingOptions = {}) {
    const { locks = noLocks, probe = noProbe, actors, reader = FIRST_READER, memory, ...options } = given
    const geometry = { ...small, ...options }
    const buffer = memory
      ? new RfcBuffer(new Arena(memory), geometry)
      : allocateRfcBuffer(geometry, actors !== undefined)
    const locksOf = (actor: number): Locks => (actors ? new SlotLocks(buffer.i32, actors, actor, probe) : locks)
    this.buffer = buffer
    this.options = { locks: locksOf(reader), probe }
    this.writers = Array.from(
      { length: buffer.cpus },
      (_, cpu) => new RfcWriter(buffer, { cpu, clock: this.clock, locks: locksOf(cpu), probe }),
    )
    this.consumer = new RfcConsumer(buffer, this.options.locks, probe)
  }

  writer(cpu: number): RfcWriter {
    const writer = this.writers[cpu]
    if (!writer) throw new Error(`no CPU ${cpu}`)
    return writer
  }
  write(cpu: number, body: ArrayLike<number>, type = 1): WriteOutcome {
    return outcomeOf(this.writer(cpu).write(type, body.length, wordsOf(body), 0))
  }
  /** `count` events whose bodies are `length` bytes of `first`, `first` + 1 … */
  fill(cpu: number, count: number, { length = QUARTER, first = 1 } = {}): WriteOutcome[] {
    return Array.from({ length: count }, (_, index) => this.write(cpu, Array<number>(length).fill(first + index)))
  }

  consume(): SeenEvent | undefined {
    return this.consumer.consume() ? seen(this.consumer.event) : undefined
  }
  consumeAll(): SeenEvent[] {
    const events: SeenEvent[] = []
    for (let event = this.consume(); event; event = this.consume()) events.push(event)
    return events
  }
  peek(): SeenEvent | undefined {
    return this.consumer.peek() ? seen(this.consumer.event) : undefined
  }
  iterator(snapshot = false): MergedIterator {
    return new MergedIterator(this.buffer, { ...this.options, snapshot })
  }
  iterate(snapshot = false): SeenEvent[] {
    const iterator = this.iterator(snapshot)
    const events: SeenEvent[] = []
    while (iterator.read()) events.push(seen(iterator.event))
    iterator.finish()
    return events
  }

  capture(cpu = 0): SlotCapture {
    const capture = SlotCapture.allocate(this.buffer.layout)
    captureSlot(this.buffer, cpu, capture)
    return capture
  }
  ledger(cpu = 0): Ledger {
    return this.capture(cpu).ledger()
  }
  live(cpu = 0): RingState {
    return this.capture(cpu).live().state(true)
  }
  snapshot(cpu = 0): RingState | undefined {
    return this.capture(cpu).snapshot()?.state(true)
  }
  /** the bytes of a page of the live ring */
  page(page: number, cpu = 0): number[] {
    const address = this.buffer.pageAddress(this.buffer.liveRing(cpu), page)
    return [...this.buffer.u8.subarray(address, address + this.buffer.pageSize)]
  }
  /** all memory of the buffer: bytes, words, counters */
  memory(): Uint8Array {
    return new Uint8Array(this.buffer.arena.buffer.slice(0))
  }
}

/** First bytes of the bodies: which events these are. */
export function firstBytes(events: readonly SeenEvent[]): (number | undefined)[] {
  return events.map((event) => event.body[0])
}
