/**
 * Performs random commands on a ring, and keeps outside the ring what an oracle must know: every attempt with its number, stamp and bytes and how
 * it ended, everything that a reader was given, and what lay in a ring that was thrown away. It knows nothing of pages; what it says of
 * them it finds by walking their bytes.
 */
import { VirtualClock } from '../../clock/set-clocks.ts'
import { MergedIterator } from '../../merge/merged-iterator.ts'
import { captureSlot, SlotCapture } from '../capture.ts'
import { wordsOf } from '../rfc/body.ts'
import { allocateRfcBuffer } from '../rfc/buffer.ts'
import type { RfcBuffer } from '../rfc/buffer.ts'
import { RfcConsumer } from '../rfc/consume.ts'
import type { ReadEvent } from '../rfc/read-event.ts'
import { recordDisable, recordEnable } from '../rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from '../rfc/snapshot.ts'
import { RfcWriter } from '../rfc/write.ts'
import { noLocks } from '../slot-lock.ts'
import { maxPayloadBytes, outcomeOf } from '../trace-buffer.ts'
import type { WriteOutcome } from '../trace-buffer.ts'
import type { ModelOptions } from './model-buffer.ts'
import type { Command } from './model-commands.ts'
import { sequencedBody } from './sequenced-body.ts'
import { placeOf, walkRing } from './walk-ring.ts'
import type { FoundEvent } from './walk-ring.ts'

export interface Attempt {
  /** over all CPUs, from 1 */
  seq: number
  cpu: number
  /** the stamp that it has, if it was committed */
  ts: number
  type: number
  body: Uint8Array
  outcome: WriteOutcome | 'reserved'
  /** the page that the tail stood on when it had ended, counted on from page to page */
  turn: number
}

/** An event as a reader was given it; `attempt` is whose it is by CPU and stamp. */
export interface Given {
  attempt: Attempt | undefined
  cpu: number
  ts: number
  type: number
  length: number
  body: Uint8Array
  lostBefore: number
}

export type Happened =
  | { did: 'attempt' | 'commit'; attempt: Attempt }
  | { did: 'consume' | 'peek'; given: Given[] }
  | { did: 'walk'; given: Given[]; snapshot: boolean }
  | { did: 'snapshot' | 'snapshotCpu' | 'snapshotOne' | 'reset' | 'resetAll'; cpu: number }
  | { did: 'nothing' }

export class WitnessedCpu {
  readonly attempts: Attempt[] = []
  readonly byStamp = new Map<number, Attempt>()
  readonly read: Given[] = []
  /** what lay unread in a ring that was reset or swapped away */
  readonly erased: Attempt[] = []
  reserved: Attempt | undefined
  body = -1
  nextTs = 1
  private turn = 0
  private tailPage = 0
  readonly clock = new VirtualClock()

  /** @returns the turn of the page that the tail stands on */
  follow(tailPage: number): number {
    if (tailPage !== this.tailPage) this.turn++
    this.tailPage = tailPage
    return this.turn
  }
  count(...outcomes: Attempt['outcome'][]): number {
    return this.attempts.filter(({ outcome }) => outcomes.includes(outcome)).length
  }
}

const options = { locks: noLocks }

export class Witness {
  readonly buffer: RfcBuffer
  readonly cpus: WitnessedCpu[]
  readonly consumer: RfcConsumer
  disabled = 0
  private readonly writers: RfcWriter[]
  private attempts = 0

  constructor(readonly geometry: ModelOptions) {
    this.buffer = allocateRfcBuffer({ ...geometry, asPosted: false }, false)
    this.cpus = Array.from({ length: geometry.cpus }, () => new WitnessedCpu())
    this.writers = this.cpus.map(({ clock }, cpu) => new RfcWriter(this.buffer, { ...options, cpu, clock }))
    this.consumer = new RfcConsumer(this.buffer, noLocks)
  }

  cpu(cpu: number): WitnessedCpu {
    return this.cpus[cpu] as WitnessedCpu
  }
  /** committed events in the CPU's live ring, or in its snapshot */
  held(cpu: number, snapshot = false): FoundEvent[] {
    const ring = snapshot ? this.buffer.snapRing(cpu) : this.buffer.liveRing(cpu)
    return ring === undefined ? [] : walkRing(this.buffer, ring)
  }
  capture(cpu: number): SlotCapture {
    const capture = SlotCapture.allocate(this.buffer.layout)
    captureSlot(this.buffer, cpu, capture)
    return capture
  }
  memory(): Buffer {
    return Buffer.from(this.buffer.u8.slice())
  }
  get isAtRest(): boolean {
    return this.cpus.every(({ reserved }) => !reserved)
  }

  perform(command: Command): Happened {
    switch (command.do) {
      case 'write':
      case 'reserve':
        return this.attempt(command)
      case 'commit':
        return this.commit(command.cpu)
      case 'consume':
        return { did: 'consume', given: this.consume(command.times) }
      case 'peek':
        return { did: 'peek', given: this.consumer.peek() ? [this.give(this.consumer.event)] : [] }
      case 'walk':
      case 'start':
        return this.walk(command.snapshot)
      case 'disable':
        this.disabled = recordDisable(this.buffer)
        return { did: 'nothing' }
      case 'enable':
        if (this.disabled > 0) this.disabled = recordEnable(this.buffer)
        return { did: 'nothing' }
      case 'overwrite':
        this.buffer.setOverwrite(command.on)
        return { did: 'nothing' }
      case 'clock':
        return this.moveClock(command.cpu, command.ahead)
      case 'snapshot':
      case 'snapshotCpu':
      case 'snapshotOne':
      case 'reset':
      case 'resetAll':
        return this.swap(command.do, 'cpu' in command ? command.cpu : 0)
      default:
        return { did: 'nothing' }
    }
  }

  /** No reservation open, recording on. */
  rest(): void {
    for (let cpu = 0; cpu < this.cpus.length; cpu++) this.commit(cpu)
    while (this.disabled > 0) this.disabled = recordEnable(this.buffer)
  }

  private attempt({ do: call, cpu, length: share, type }: Command & { do: 'write' | 'reserve' }): Happened {
    const witnessed = this.cpu(cpu)
    if (type > 32767 || witnessed.reserved) return { did: 'nothing' }
    const length = Math.floor(share * maxPayloadBytes(this.buffer.pageSize))
    const seq = ++this.attempts
    const body = sequencedBody(seq, length)
    const attempt: Attempt = { seq, cpu, ts: witnessed.nextTs, type, body, outcome: 'reserved', turn: 0 }
    witnessed.attempts.push(attempt)
    const writer = this.writers[cpu] as RfcWriter
    const code = call === 'write' ? writer.write(type, length, wordsOf(body), 0) : writer.reserve(type, length)
    const outcome = outcomeOf(code)
    attempt.turn = witnessed.follow(placeOf(this.buffer, this.buffer.liveRing(cpu)).tailPage)
    if (outcome === 'committed') witnessed.byStamp.set(witnessed.nextTs++, attempt)
    if (outcome !== 'committed' || call === 'write') {
      attempt.outcome = outcome
    } else {
      witnessed.reserved = attempt
      witnessed.body = code
    }
    return { did: 'attempt', attempt }
  }

  private commit(cpu: number): Happened {
    const witnessed = this.cpu(cpu)
    const { reserved: attempt, body } = witnessed
    if (!attempt) return { did: 'nothing' }
    this.buffer.u8.set(attempt.body, body)
    ;(this.writers[cpu] as RfcWriter).commit(body)
    attempt.outcome = 'committed'
    witnessed.reserved = undefined
    return { did: 'commit', attempt }
  }

  /** Not more than were ever written: a broken ring may have no end. */
  private consume(times: number): Given[] {
    const all: Given[] = []
    const most = Math.min(times, this.attempts + 1)
    while (all.length < most && this.consumer.consume()) {
      const given = this.give(this.consumer.event)
      this.cpu(given.cpu).read.push(given)
      all.push(given)
    }
    return all
  }

  private walk(snapshot: boolean): Happened {
    if ((snapshot && !this.geometry.snapshot) || !this.isAtRest) return { did: 'nothing' }
    const iterator = new MergedIterator(this.buffer, { ...options, snapshot })
    const given: Given[] = []
    iterator.readUpTo(Infinity, (event) => given.push(this.give(event)))
    iterator.finish()
    return { did: 'walk', given, snapshot }
  }

  private moveClock(cpu: number, ahead: number): Happened {
    const witnessed = this.cpu(cpu)
    witnessed.nextTs += ahead
    witnessed.clock.set(witnessed.nextTs % 2 ** 32, Math.floor(witnessed.nextTs / 2 ** 32))
    return { did: 'nothing' }
  }

  private swap(did: 'snapshot' | 'snapshotCpu' | 'snapshotOne' | 'reset' | 'resetAll', cpu: number): Happened {
    const swaps = did.startsWith('snapshot')
    if ((swaps && !this.geometry.snapshot) || !this.isAtRest) return { did: 'nothing' }
    for (let each = 0; each < this.cpus.length; each++) {
      const isMeant = did === 'snapshot' || did === 'snapshotOne' || did === 'resetAll' || each === cpu
      for (const { ts } of isMeant ? this.held(each, swaps) : [])
        this.cpu(each).erased.push(this.cpu(each).byStamp.get(ts) as Attempt)
    }
    const calls = {
      snapshot: () => snapshotAll(this.buffer, options),
      snapshotCpu: () => snapshotCpu(this.buffer, cpu, options),
      snapshotOne: () => snapshotOneCpu(this.buffer, cpu, options),
      reset: () => resetCpu(this.buffer, cpu, options),
      resetAll: () => resetAll(this.buffer, options),
    }
    calls[did]()
    return { did, cpu }
  }

  private give({ cpu, ts, type, length, body, lostBefore }: ReadEvent): Given {
    return { attempt: this.cpu(cpu).byStamp.get(ts), cpu, ts, type, length, body: body.slice(), lostBefore }
  }
}
