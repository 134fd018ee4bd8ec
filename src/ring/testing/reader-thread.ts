/** The reader of a hammered ring: consumes, iterates, disables, and in chaos also swaps and resets, as its seed says. Checks all that it is given. */
import { RfcConsumer } from '../rfc/consume.ts'
import { MergedIterator } from '../../merge/merged-iterator.ts'
import { lockAll, unlockAll } from '../rfc/lock-all.ts'
import type { ReadEvent } from '../rfc/read-event.ts'
import { recordDisable, recordEnable } from '../rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from '../rfc/snapshot.ts'
import { FIRST_READER, SlotLocks } from '../slot-lock.ts'
import { Hammer, Outcome } from './hammer.ts'
import type { HammerMemory } from './hammer.ts'
import { readBody } from './hammer-body.ts'
import type { HammerBody } from './hammer-body.ts'
import { Seeded } from './seeded.ts'

export interface ReaderReport {
  consumed: number
  iterated: number
  gaps: number
  late: number
  /** per CPU the sum of all `lostBefore` */
  told: number[]
}

/** events in one go */
const BURST = 120

export function run({ memory }: { memory: HammerMemory }, post: (report: ReaderReport) => void): void {
  const hammer = new Hammer(memory)
  const reader = new HammeringReader(hammer)
  for (let round = 1; round <= memory.plan.rounds; round++) {
    hammer.awaitRound(round)
    reader.readRound(round)
    hammer.readerRests(round)
    post(reader.report)
  }
}

class HammeringReader {
  readonly report: ReaderReport
  private readonly random: Seeded
  private readonly locks: SlotLocks
  private readonly consumer: RfcConsumer
  private readonly logs: Uint8Array[]
  private readonly marks: Uint8Array[]
  /** per CPU the last body consumed, and how many lost events were told before their place */
  private readonly last: HammerBody[]
  private readonly early: number[]
  private readonly lastTs: number[]
  private deliveredTs = 0

  constructor(private readonly hammer: Hammer) {
    const { buffer, plan } = hammer
    this.random = new Seeded(plan.seed)
    this.locks = new SlotLocks(buffer.i32, hammer.actors, FIRST_READER)
    this.consumer = new RfcConsumer(buffer, this.locks)
    this.logs = Array.from({ length: plan.cpus }, (_, cpu) => hammer.log(cpu))
    this.marks = this.logs.map((_, cpu) => hammer.marks(cpu))
    this.last = this.marks.map(() => ({ seq: 0, refused: 0 }))
    this.early = this.marks.map(() => 0)
    this.lastTs = this.marks.map(() => 0)
    this.report = { consumed: 0, iterated: 0, gaps: 0, late: 0, told: this.marks.map(() => 0) }
  }

  readRound(round: number): void {
    const { hammer, report } = this
    const enough = report.consumed + hammer.plan.readPerRound
    while (report.consumed < enough) {
      const isLastLook = hammer.haveWritersRested(round)
      if (isLastLook && round % 2 === 0) return // something is left in the rings, however slow this thread was
      const before = report.consumed
      this.call()
      if (isLastLook && report.consumed === before && !this.consumer.peek()) return
    }
  }

  private call(): void {
    const choice = this.random.below(100)
    if (choice < 84) this.consume(1 + this.random.below(BURST))
    else if (choice < 90) this.iterate(false)
    else if (choice < 94) this.disable()
    else if (this.hammer.plan.chaos) this.disturb()
  }

  private consume(most: number): void {
    for (let events = 0; events < most && this.consumer.consume(); events++) this.check(this.consumer.event)
  }

  private check(event: ReadEvent): void {
    const { cpu } = event
    const marks = this.marks[cpu] as Uint8Array
    const last = this.last[cpu] as HammerBody
    const body = this.readCommitted(event)
    marks[body.seq] = (marks[body.seq] as number) + 1
    if (body.seq <= last.seq) throw new Error(`CPU ${cpu}: ${body.seq} after ${last.seq}`)
    if (event.ts <= (this.lastTs[cpu] as number))
      throw new Error(`CPU ${cpu}: stamp ${event.ts} after ${this.lastTs[cpu]}`)
    this.lastTs[cpu] = event.ts
    if (event.late !== event.ts < this.deliveredTs)
      throw new Error(`${event.ts} after ${this.deliveredTs}: late is ${event.late}`)
    this.checkGap(event, body, last)
    this.last[cpu] = body
    this.deliveredTs = Math.max(this.deliveredTs, event.ts)
    this.report.consumed++
    if (event.late) this.report.late++
  }

  /** None from the future: its stamp was drawn, and its CPU has logged the commit, or is about to, being done with all attempts before it. */
  private readCommitted({ cpu, ts, body }: ReadEvent): HammerBody {
    const read = readBody(body, this.hammer.plan.longest)
    const log = this.logs[cpu] as Uint8Array
    const outcome = log[read.seq]
    const inProgress = outcome === Outcome.none && (read.seq === 1 || log[read.seq - 1] !== Outcome.none)
    if (outcome !== Outcome.committed && !inProgress)
      throw new Error(`CPU ${cpu}: ${read.seq} was read, its outcome is ${outcome}`)
    if (ts > this.hammer.stampNow()) throw new Error(`CPU ${cpu}: stamp ${ts} was read at ${this.hammer.stampNow()}`)
    return read
  }

  /** What is missing between two events was refused as disabled or too big, or it is lost and told. */
  private checkGap({ cpu, lostBefore }: ReadEvent, body: HammerBody, last: HammerBody): void {
    const { plan } = this.hammer
    const { report } = this
    report.told[cpu] = (report.told[cpu] as number) + lostBefore
    if (lostBefore > 0) report.gaps++
    if (plan.chaos) return // a reset erases without a gap to tell
    const lost = body.seq - last.seq - 1 - (body.refused - last.refused)
    const early = (this.early[cpu] as number) + lostBefore - lost
    this.early[cpu] = early
    const isExact = plan.overwrite || plan.longest === 20
    // refusals behind an event that fitted into the rest of their page may be told with it, a few events early
    if (isExact ? early !== 0 : early < 0)
      throw new Error(
        `CPU ${cpu}: from ${last.seq} to ${body.seq} ${lost} are missing, told ${lostBefore}, early ${early}`,
      )
  }

  /** Recording is off: nothing moves, the walk is sorted, and is all that the ledger says. */
  private iterate(snapshot: boolean): void {
    const { buffer } = this.hammer
    const iterator = new MergedIterator(buffer, { locks: this.locks, snapshot })
    const expected = buffer.sumLedger(snapshot ? 'inSnapshot' : 'buffered')
    const seqs = this.last.map(({ seq }) => (snapshot ? 0 : seq))
    let ts = 0
    let events = 0
    for (; iterator.read(); events++) {
      const { event } = iterator
      const { seq } = this.readCommitted(event)
      if (this.marks[event.cpu]?.[seq] !== 0) throw new Error(`a walk gives ${seq}, which was consumed`)
      if (event.ts < ts) throw new Error(`a walk gives ${event.ts} after ${ts}`)
      if (seq <= (seqs[event.cpu] as number)) throw new Error(`a walk gives ${seq} after ${seqs[event.cpu]}`)
      ts = event.ts
      seqs[event.cpu] = seq
    }
    if (events !== expected) throw new Error(`a walk gives ${events} events of ${expected}`)
    iterator.finish()
    this.report.iterated += events
  }

  /** After disable and a turn of every lock nobody commits any more. */
  private disable(): void {
    const { buffer } = this.hammer
    recordDisable(buffer)
    unlockAll(buffer, this.locks, lockAll(buffer, this.locks))
    const committed = buffer.sumLedger('committed')
    this.consume(BURST)
    if (buffer.sumLedger('committed') !== committed) throw new Error('a commit while recording was off')
    recordEnable(buffer)
  }

  private disturb(): void {
    const { buffer, plan } = this.hammer
    const options = { locks: this.locks }
    const cpu = this.random.below(plan.cpus)
    const calls = [
      () => snapshotAll(buffer, options),
      () => snapshotCpu(buffer, cpu, options),
      () => snapshotOneCpu(buffer, cpu, options),
      () => resetCpu(buffer, cpu, options),
      () => resetAll(buffer, options),
      () => buffer.setOverwrite(this.random.below(2) === 0),
      () => this.iterate(true),
    ]
    calls[this.random.below(calls.length)]?.()
  }
}
