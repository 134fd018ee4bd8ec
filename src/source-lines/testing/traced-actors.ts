/** CPUs and a reader as step mode has them, but on one thread and one stack: each op is logged with the line that its stack names. */
import { VirtualClock } from '../../clock/set-clocks.ts'
import { SteppedLocks } from '../../control/stepped-locks.ts'
import { StepPoint } from '../../control/step-point.ts'
import { Interrupts } from '../../cpu/interrupts.ts'
import { MergedIterator } from '../../merge/merged-iterator.ts'
import { Recording } from '../../recording/recording.ts'
import type { Probe } from '../../ring/probe.ts'
import { wordsOf } from '../../ring/rfc/body.ts'
import { allocateRfcBuffer } from '../../ring/rfc/buffer.ts'
import type { RfcBuffer, RfcOptions } from '../../ring/rfc/buffer.ts'
import { RfcConsumer } from '../../ring/rfc/consume.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { FIRST_READER } from '../../ring/slot-lock.ts'
import type { Locks } from '../../ring/slot-lock.ts'
import { actorWords } from '../../ring/testing/actor-words.ts'

export interface Frame {
  file: string
  line: number
  /** without its class */
  functionName: string
}

/** Its stack is one: what waits for a lock can only be ended by throwing this. */
export class GivenUp extends Error {}

const INTERRUPT_TYPE = 3

export class TracedActors {
  readonly buffer: RfcBuffer
  readonly recording: Recording
  readonly clock = new VirtualClock()
  readonly words = actorWords()
  readonly reader: { readonly locks: Locks; readonly probe: Probe; readonly consumer: RfcConsumer }
  /** by CPU */
  readonly cpus: readonly { locks: Locks; probe: Probe; writer: RfcWriter; interrupts: Interrupts }[]
  /** by op; operations and their ends have none */
  readonly frames = new Map<number, Frame>()
  /** called at each op, when it is logged */
  meddle: (seat: number, point: number) => void = () => {}

  constructor(options: RfcOptions) {
    const buffer = allocateRfcBuffer(options, true)
    this.buffer = buffer
    this.recording = new Recording(options, buffer.i32)
    this.cpus = Array.from({ length: options.cpus }, (_, cpu) => this.makeCpu(cpu))
    const probe = this.stopOf(options.cpus)
    const locks = new SteppedLocks(buffer.i32, this.words, FIRST_READER, probe)
    this.reader = { locks, probe, consumer: new RfcConsumer(buffer, locks, probe) }
  }

  /** An operation of an actor, from rest to rest. */
  operate<Result>(seat: number, act: () => Result): Result {
    this.log(seat, StepPoint.Rested, 0, 0, 0)
    return act()
  }
  write(cpu: number, bytes: number, type = 1): number {
    this.clock.set(this.recording.length + 1, 0)
    const body = wordsOf(Array<number>(bytes).fill(cpu + 1))
    return this.operate(cpu, () => this.writerOf(cpu).write(type, bytes, body, 0))
  }
  consume(): boolean {
    return this.operate(this.buffer.cpus, () => this.reader.consumer.consume())
  }
  iterate(snapshot: boolean): void {
    this.operate(this.buffer.cpus, () => {
      const iterator = new MergedIterator(this.buffer, { ...this.reader, snapshot })
      iterator.readUpTo(this.buffer.room, () => {})
      iterator.finish()
    })
  }
  interrupt(cpu: number, maskable: boolean): boolean {
    return this.cpus[cpu]?.interrupts.arrive(maskable) ?? false
  }

  log(seat: number, point: number, a: number, b: number, c: number): number {
    return this.recording.append({ seat, point, a, b, c }, this.buffer.i32)
  }

  private makeCpu(cpu: number): TracedActors['cpus'][number] {
    const { buffer, clock } = this
    const stop = this.stopOf(cpu)
    const interrupts = new Interrupts((point, a, b, c) => {
      stop(point as never, a, b, c)
      return false
    })
    const probe: Probe = (point, a, b, c) => {
      stop(point, a, b, c)
      interrupts.probe(point, a, b, c)
    }
    const locks = new SteppedLocks(buffer.i32, this.words, cpu, probe)
    const makeWriter = (): RfcWriter => new RfcWriter(buffer, { cpu, clock, locks, probe })
    interrupts.connect(buffer, cpu, makeWriter, {
      handle: (writer) => void writer.write(INTERRUPT_TYPE, 4, new Int32Array(1), 0),
    })
    return { locks, probe, writer: makeWriter(), interrupts }
  }
  private writerOf(cpu: number): RfcWriter {
    return (this.cpus[cpu] as TracedActors['cpus'][number]).writer
  }

  private stopOf(seat: number): Probe {
    return (point, a, b, c) => {
      const frame = callerOf(new Error())
      this.frames.set(this.log(seat, point, a, b, c), frame)
      this.meddle(seat, point)
    }
  }
}

/** Who has arrived: below this file, and below the setters of a live head, which only pass on that they are assigned to. */
function callerOf({ stack = '' }: Error): Frame {
  const frames = [...stack.matchAll(/at (?:new )?(\S+)(?: \[as \S+\])? \(.*\/src\/(.*?):(\d+):\d+\)/g)].map(
    ([, name = '', file = '', line]): Frame => ({ file, line: Number(line), functionName: lastName(name) }),
  )
  const found = frames.find(({ file }) => !file.startsWith('source-lines/') && !file.endsWith('/live-head.ts'))
  if (!found) throw new Error(`nobody has called the probe:\n${stack}`)
  return found
}

export function lastName(name: string): string {
  return name.replace(/^.*[ .]/, '')
}
