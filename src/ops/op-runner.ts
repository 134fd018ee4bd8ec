/**
 * Runs op scripts (contract 2) against the 2008 ring on one thread: the very modules that the workers load, with locks that never wait.
 * What one thread cannot do, wait for its own reservation, is answered `deadlock` before the ring is asked.
 */
import { VirtualClock } from '../clock/set-clocks.ts'
import { wordsOf } from '../ring/rfc/body.ts'
import { allocateRfcBuffer, RFC_PAGE_SIZE, rfcOptions } from '../ring/rfc/buffer.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { bufferSize, maxEventSize } from '../ring/rfc/consume-into.ts'
import { RfcConsumer } from '../ring/rfc/consume.ts'
import { MergedIterator } from '../merge/merged-iterator.ts'
import { RingF64, RingI32 } from '../ring/rfc/layout.ts'
import type { ReadEvent } from '../ring/rfc/read-event.ts'
import { recordDisable, recordEnable, recordOff } from '../ring/rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from '../ring/rfc/snapshot.ts'
import { RfcWriter } from '../ring/rfc/write.ts'
import { noLocks } from '../ring/slot-lock.ts'
import { KernelBug, RingError } from '../ring/trace-buffer.ts'
import { fnv1a64 } from './fnv.ts'

/** Ops whose first number, if there is one, is a CPU. */
const CPU_FIRST: ReadonlySet<string> = new Set([
  'entries',
  'overruns',
  'dropped',
  'snapshot_cpu',
  'snapshot_one',
  'reset',
  'state',
  'hash',
  'dump',
])

/** What stands from one `alloc` to the next. */
interface Session {
  readonly buffer: RfcBuffer
  readonly consumer: RfcConsumer
  readonly writers: Map<number, RfcWriter>
  /** the body address of each CPU's open reservation, and its length */
  readonly reservations: Map<number, { body: number; length: number }>
  iterator: MergedIterator | undefined
}

const options = { locks: noLocks }

export class OpRunner {
  private session: Session | undefined
  private readonly clock = new VirtualClock()
  private cpu = 0
  private crashed = false

  constructor(private readonly asPosted: boolean) {}

  /** @returns the line that this op prints; undefined for comments, blank lines and what follows a CRASH */
  run(line: string): string | undefined {
    const [op, ...words] = line.trim().split(/\s+/)
    if (!op || op.startsWith('#')) return undefined
    if (op === 'alloc') return this.alloc(words.map(Number))
    if (this.crashed) return undefined
    try {
      return this.answer(op, words)
    } catch (error) {
      if (error instanceof RingError) return error.code === 'iterator-open' ? 'busy' : `error ${error.code}`
      if (!(error instanceof KernelBug)) throw error
      this.crashed = true
      return 'CRASH'
    }
  }

  private alloc([size = 0, flags = 0, cpus = 1, maxEvent = 0]: number[]): string {
    this.crashed = false
    this.session = undefined
    if (![size, flags, cpus, maxEvent].every(Number.isSafeInteger)) return 'error bad-argument'
    this.cpu = 0
    this.clock.set(1, 0)
    try {
      const buffer = allocateRfcBuffer(rfcOptions(size, flags, cpus, maxEvent, this.asPosted), false)
      const consumer = new RfcConsumer(buffer, noLocks)
      this.session = { buffer, consumer, writers: new Map(), reservations: new Map(), iterator: undefined }
      return 'ok'
    } catch (error) {
      if (error instanceof RingError) return 'null'
      throw error
    }
  }

  private answer(op: string, words: string[]): string {
    const session = this.session
    if (!session) return 'nobuf'
    if (!words.every((word) => /^-?\d+$/.test(word))) return 'error bad-argument'
    const numbers = words.map(Number)
    const cpu = CPU_FIRST.has(op) ? numbers[0] : undefined
    if (cpu !== undefined) this.requireCpu(session, cpu)
    const [a = 0, b = 0, c = 0] = numbers
    const { buffer } = session
    switch (op) {
      case 'clock':
        return this.setClock(words[0] ?? '0')
      case 'cpu':
        this.cpu = a
        return 'ok'
      case 'write':
        return this.write(session, a, b, c)
      case 'reserve':
        return this.reserve(session, a, b)
      case 'commit':
        return this.commit(session, a)
      case 'consume':
        return session.consumer.consume() ? printEvent(session.consumer.event) : 'null'
      case 'peek':
        return printNext(session.iterator, (iterator) => iterator.peek())
      case 'read':
        return printNext(session.iterator, (iterator) => iterator.read())
      case 'start':
        return this.start(session, (a & 1) !== 0)
      case 'finish':
        return finish(session)
      case 'disable':
        recordDisable(buffer)
        return 'ok'
      case 'enable':
        recordEnable(buffer)
        return 'ok'
      case 'entries':
        return `entries ${unsigned64(buffer.count('entries', numbers[0]))}`
      case 'overruns':
        return `overruns ${unsigned64(buffer.count('overrun', numbers[0]))}`
      case 'dropped':
        return `dropped ${buffer.count('dropped', numbers[0])}`
      case 'snapshot':
        return this.swap(session, 'snapshot', undefined, () => snapshotAll(buffer, options))
      case 'snapshot_cpu':
        return this.swap(session, 'snapshot', a, () => snapshotCpu(buffer, a, options))
      case 'snapshot_one':
        return this.swap(session, 'snapshot', undefined, () => snapshotOneCpu(buffer, a, options))
      case 'reset':
        return this.swap(session, 'reset', numbers[0], () =>
          numbers[0] === undefined ? resetAll(buffer, options) : resetCpu(buffer, a, options),
        )
      default:
        return look(session, op, numbers)
    }
  }

  /** buffers[cpu] beyond the array: a null pointer in C. */
  private requireCpu({ buffer }: Session, cpu: number): void {
    if (cpu >= 0 && cpu < buffer.cpus) return
    const text = `CPU ${cpu} has no ring in this buffer of ${buffer.cpus}`
    throw this.asPosted ? new KernelBug(text) : new RingError('bad-cpu', text)
  }

  private setClock(text: string): string {
    const stamp = BigInt.asUintN(64, BigInt(text))
    this.clock.set(Number(stamp & 0xffffffffn), Number(stamp >> 32n))
    return 'ok'
  }

  private write(session: Session, type: number, length: number, seed: number): string {
    if (this.wouldDeadlock(session, type)) return 'deadlock'
    const writer = this.writer(session)
    if (!writer || length < 0) return 'null'
    const body = length <= RFC_PAGE_SIZE ? wordsOf(pattern(seed, length)) : new Int32Array() // a longer one is refused unread
    return writer.write(type, length, body, 0) < 0 ? 'null' : 'ok'
  }

  private reserve(session: Session, type: number, length: number): string {
    if (this.wouldDeadlock(session, type)) return 'deadlock'
    const writer = this.writer(session)
    const body = writer && length >= 0 ? writer.reserve(type, length) : -1
    if (body < 0) return 'null'
    session.reservations.set(this.cpu, { body, length })
    return 'ok'
  }

  private commit(session: Session, seed: number): string {
    const reservation = session.reservations.get(this.cpu)
    if (!reservation) return 'none'
    session.buffer.u8.set(pattern(seed, reservation.length), reservation.body)
    this.writer(session)?.commit(reservation.body)
    session.reservations.delete(this.cpu)
    return 'ok'
  }

  /** undefined: recording is off, which is looked at before the CPU's ring is. */
  private writer(session: Session): RfcWriter | undefined {
    if (this.cpu >= session.buffer.cpus && this.asPosted && recordOff(session.buffer.i32) !== 0) return undefined
    const known = session.writers.get(this.cpu)
    if (known) return known
    const writer = new RfcWriter(session.buffer, { cpu: this.cpu, clock: this.clock, locks: noLocks })
    session.writers.set(this.cpu, writer)
    return writer
  }

  /** This CPU's lock is held by its own reservation, and the write would get as far as the lock. */
  private wouldDeadlock(session: Session, type: number): boolean {
    const typeRefused = !this.asPosted && (type & 0x7fff) !== type
    return session.reservations.has(this.cpu) && !typeRefused && recordOff(session.buffer.i32) === 0
  }

  private start(session: Session, snapshot: boolean): string {
    const refused = snapshot && !session.buffer.layout.snapshot && !this.asPosted
    if (!refused && session.iterator) return 'busy'
    if (!refused && session.reservations.size > 0) return 'deadlock'
    session.iterator = new MergedIterator(session.buffer, { ...options, snapshot })
    return 'ok'
  }

  /** The ring's own refusals come first; then the reservation on such a CPU, for which a second thread would wait. */
  private swap(session: Session, kind: 'snapshot' | 'reset', cpu: number | undefined, act: () => unknown): string {
    const refused = session.iterator || (kind === 'snapshot' && !session.buffer.layout.snapshot)
    const held = cpu === undefined ? session.reservations.size > 0 : session.reservations.has(cpu)
    if (held && !refused) return 'deadlock'
    act()
    return 'ok'
  }
}

function finish(session: Session): string {
  if (!session.iterator) return 'noiter'
  session.iterator.finish()
  session.iterator = undefined
  return 'ok'
}

function look(session: Session, op: string, [a = 0, b = 0, from = 0, count = RFC_PAGE_SIZE]: number[]): string {
  const { buffer } = session
  switch (op) {
    case 'state':
      return printState(buffer, a)
    case 'istate': {
      const at = session.iterator?.position(a)
      return at ? `istate ${at.page} ${unsigned64(at.offset)}` : 'noiter'
    }
    case 'hash':
      return `hash ${fnv1a64(ringBytes(buffer, buffer.liveRing(a)))}`
    case 'dump': {
      if (b < 0 || b >= buffer.pagesPerCpu) return 'error bad-page'
      const start = buffer.pageAddress(buffer.liveRing(a), b) + from
      return `dump ${hex(buffer.u8.subarray(start, start + count))}`
    }
    case 'size':
      return `size ${bufferSize(buffer)}`
    case 'maxev':
      return `maxev ${maxEventSize(buffer)}`
    default:
      return `error unknown-op ${op}`
  }
}

/** All pages of a ring in index order: at boot a ring's pages lie side by side, and a swap moves whole rings. */
function ringBytes(buffer: RfcBuffer, ring: number): Uint8Array {
  if (buffer.pagesPerCpu === 0) return new Uint8Array()
  const start = buffer.pageAddress(ring, 0)
  return buffer.u8.subarray(start, start + buffer.pagesPerCpu * buffer.pageSize)
}

function printState(buffer: RfcBuffer, cpu: number): string {
  const ring = buffer.liveRing(cpu)
  const at = buffer.ringI32(ring)
  const counts = buffer.ringF64(ring)
  const words = [
    buffer.i32[at + RingI32.headPage],
    buffer.i32[at + RingI32.head],
    buffer.i32[at + RingI32.tailPage],
    buffer.i32[at + RingI32.tail],
    buffer.f64[counts + RingF64.entries],
    buffer.f64[counts + RingF64.overrun],
  ]
  return `state ${words.map((word) => unsigned64(word as number)).join(' ')}`
}

function printNext(iterator: MergedIterator | undefined, next: (iterator: MergedIterator) => boolean): string {
  if (!iterator) return 'noiter'
  return next(iterator) ? printEvent(iterator.event) : 'null'
}

function printEvent(event: ReadEvent): string {
  const counter = (BigInt(event.hi) << 32n) | BigInt(event.lo)
  return `ev ${event.cpu} ${counter} ${event.type >>> 0} ${event.length >>> 0} ${fnv1a64(event.body)}`
}

function pattern(seed: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (seed * 31 + 7 * at) & 255)
}

function unsigned64(count: number): string {
  return BigInt.asUintN(64, BigInt(count)).toString()
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
