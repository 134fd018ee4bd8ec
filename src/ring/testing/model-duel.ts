/** Does the same to the ring and to the model, and compares all that can be seen after every command. */
import assert from 'node:assert/strict'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { captureHeader, captureSlot, SlotCapture } from '../capture.ts'
import { allocateRfcBuffer } from '../rfc/buffer.ts'
import type { RfcBuffer } from '../rfc/buffer.ts'
import { RfcConsumer } from '../rfc/consume.ts'
import { consumeInto, maxEventSize } from '../rfc/consume-into.ts'
import { cpuStats } from '../rfc/cpu-stats.ts'
import { isBufferEmpty, isCpuEmpty } from '../rfc/empty.ts'
import { MergedIterator } from '../../merge/merged-iterator.ts'
import { recordDisable, recordEnable } from '../rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from '../rfc/snapshot.ts'
import { RfcWriter } from '../rfc/write.ts'
import { wordsOf } from '../rfc/body.ts'
import { noLocks } from '../slot-lock.ts'
import { maxPayloadBytes, outcomeOf } from '../trace-buffer.ts'
import { complaintsOf, restComplaintsOf } from './check-capture.ts'
import { ModelBuffer } from './model-buffer.ts'
import type { ModelOptions } from './model-buffer.ts'
import type { Command } from './model-commands.ts'
import { expectEvent, expectRefusal, expectSame, modelRing, modelStats, ringOf } from './model-compare.ts'
import { sequencedBody } from './sequenced-body.ts'

const options = { locks: noLocks }

/** at a time */
const MOST_ITERATORS = 2

interface OpenIterator {
  readonly iterator: MergedIterator
  /** it reads the words of losses as it walks: what the consumer took beside it, it does not tell */
  consumedBeside: boolean
}

export class Duel {
  private readonly model: ModelBuffer
  private readonly buffer: RfcBuffer
  private readonly writers: RfcWriter[]
  private readonly clocks: VirtualClock[]
  private readonly consumer: RfcConsumer
  private readonly capture: SlotCapture
  private readonly target: Uint8Array
  private takesInto = false
  private readonly iterators: OpenIterator[] = []
  private readonly bodies = new Map<number, number>()

  /** the oracle: the sequence numbers that a consumer was given */
  private readonly given = new Set<number>()
  /** how often what happened: tells whether the commands get everywhere */
  readonly reached = new Map<string, number>()

  constructor(geometry: ModelOptions) {
    this.model = new ModelBuffer(geometry)
    this.buffer = allocateRfcBuffer({ ...geometry, asPosted: false }, false)
    this.clocks = this.model.cpus.map(() => new VirtualClock())
    this.writers = this.clocks.map((clock, cpu) => new RfcWriter(this.buffer, { ...options, cpu, clock }))
    this.consumer = new RfcConsumer(this.buffer, noLocks)
    this.capture = SlotCapture.allocate(this.buffer.layout)
    this.target = new Uint8Array(maxEventSize(this.buffer))
  }

  run(commands: readonly Command[]): void {
    for (const command of commands) {
      const fitted = 'cpu' in command ? { ...command, cpu: command.cpu % this.model.options.cpus } : command
      this.perform(fitted)
      this.count(fitted.do)
      const isOfOneCpu = fitted.do === 'write' || fitted.do === 'reserve' || fitted.do === 'commit'
      if (isOfOneCpu) this.compareCpu(fitted.cpu)
      else for (let cpu = 0; cpu < this.model.cpus.length; cpu++) this.compareCpu(cpu)
      this.compareWhole()
    }
    this.drain()
  }

  private perform(command: Command): void {
    const { model, buffer } = this
    switch (command.do) {
      case 'write':
      case 'reserve':
        return this.reserve(command)
      case 'commit':
        return this.commit(command.cpu)
      case 'consume':
        for (let time = 0; time < command.times; time++) this.consume(true)
        return
      case 'peek':
        return this.consume(false)
      case 'walk':
        return this.walk(command.snapshot)
      case 'start':
        this.start(command.snapshot)
        return
      case 'next':
        this.next(command.of)
        return
      case 'finish':
        return this.finish(command.of)
      case 'noSuchCpu':
        return this.askForNoSuchCpu()
      case 'disable':
        assert.equal(recordDisable(buffer), ++model.disabled)
        return
      case 'enable':
        return this.enable()
      case 'overwrite':
        buffer.setOverwrite(command.on)
        model.overwrite = command.on
        return
      case 'clock':
        return this.moveClock(command.cpu, command.ahead)
      default:
        return this.swap(command)
    }
  }

  private reserve({ do: call, cpu, length: share, type }: Command & { do: 'write' | 'reserve' }): void {
    const { model } = this
    const writer = this.writers[cpu] as RfcWriter
    if (type > 32767) {
      expectRefusal('invalid-type', () => writer.reserve(type, 0))
      return
    }
    if (model.cpu(cpu).reservation) return // its lock is held: a second thread would wait
    const length = Math.floor(share * maxPayloadBytes(model.options.pageSize))
    const body = sequencedBody(model.nextSeq, length)
    const expected = model.reserve(cpu, type, body)
    const result = call === 'write' ? writer.write(type, length, wordsOf(body), 0) : writer.reserve(type, length)
    assert.equal(outcomeOf(result), expected)
    this.count(expected)
    if (expected !== 'committed') return
    if (call === 'write') model.commit(cpu)
    else this.bodies.set(cpu, result)
  }

  private commit(cpu: number): void {
    const { reservation } = this.model.cpu(cpu)
    if (!reservation) return
    const address = this.bodies.get(cpu) as number
    this.buffer.u8.set(reservation.body, address)
    ;(this.writers[cpu] as RfcWriter).commit(address)
    this.model.commit(cpu)
  }

  private consume(take: boolean): void {
    const told = this.model.consume(take)
    assert.equal(take ? this.take() : this.consumer.peek(), told !== undefined)
    if (!told) return
    const { event } = this.consumer
    expectEvent(event, told)
    expectSame([event.lostBefore, event.late], [told.lostBefore, told.late])
    if (!take) return
    for (const open of this.iterators) open.consumedBeside = true
    assert.equal(this.given.has(told.event.seq), false)
    this.given.add(told.event.seq)
    this.count('read')
    if (told.late) this.count('late')
    if (told.lostBefore > 0) this.count('gap')
  }

  /** Now one way, now the other: into memory of the caller. */
  private take(): boolean {
    this.takesInto = !this.takesInto
    if (!this.takesInto) return this.consumer.consume()
    const bytes = consumeInto(this.buffer, this.consumer, this.target)
    if (bytes === 0) return false
    const { lo, hi, type, length, body } = this.consumer.event
    const header = new DataView(this.target.buffer)
    const stored = [header.getUint32(0, true), header.getUint32(4, true), header.getInt16(8, true)]
    expectSame([bytes, ...stored, header.getInt16(10, true)], [length, lo, hi, type, length])
    assert.equal(Buffer.compare(this.target.subarray(12, bytes), body), 0)
    return true
  }

  private moveClock(cpu: number, ahead: number): void {
    const model = this.model.cpu(cpu)
    model.nextTs += ahead
    ;(this.clocks[cpu] as VirtualClock).set(model.nextTs % 2 ** 32, Math.floor(model.nextTs / 2 ** 32))
  }

  private enable(): void {
    const { model, buffer } = this
    if (model.disabled === 0) expectRefusal('not-disabled', () => recordEnable(buffer))
    else assert.equal(recordEnable(buffer), --model.disabled)
  }

  /** @returns whether an iterator was opened */
  private start(snapshot: boolean): boolean {
    const refusal = this.model.refusal(snapshot, true)
    if (refusal) expectRefusal(refusal, () => new MergedIterator(this.buffer, { ...options, snapshot }))
    const isEnough = this.iterators.length >= MOST_ITERATORS
    if (refusal || isEnough || this.model.cpus.some(({ reservation }) => reservation)) return false
    const iterator = new MergedIterator(this.buffer, { ...options, snapshot })
    this.iterators.push({ iterator, consumedBeside: false })
    this.model.start(snapshot)
    return true
  }
  /** @returns whether there is that iterator, and it gave an event */
  private next(of: number): boolean {
    const open = this.iterators[of]
    if (!open) return false
    const { iterator } = open
    const told = this.model.iterate(of)
    assert.equal(iterator.peek(), told !== undefined)
    assert.equal(iterator.read(), told !== undefined)
    if (!told) return false
    expectEvent(iterator.event, told)
    if (!open.consumedBeside) assert.equal(iterator.event.lostBefore, told.lostBefore)
    return true
  }
  private finish(of: number): void {
    for (const { iterator } of this.iterators.splice(of, 1)) iterator.finish()
    this.model.iterators.splice(of, 1)
  }
  private walk(snapshot: boolean): void {
    if (!this.start(snapshot)) return
    const of = this.iterators.length - 1
    while (this.next(of));
    this.finish(of)
  }

  private askForNoSuchCpu(): void {
    const { buffer } = this
    const { cpus } = buffer
    expectRefusal('bad-cpu', () => resetCpu(buffer, cpus, options))
    expectRefusal('bad-cpu', () => snapshotCpu(buffer, -1, options))
    expectRefusal('bad-cpu', () => snapshotOneCpu(buffer, cpus, options))
    expectRefusal('bad-cpu', () => new RfcWriter(buffer, { ...options, cpu: cpus, clock: new VirtualClock() }))
  }

  private swap(command: Command): void {
    const { model, buffer } = this
    const cpu = 'cpu' in command ? command.cpu : 0
    const calls = {
      snapshot: () => snapshotAll(buffer, options),
      snapshotCpu: () => snapshotCpu(buffer, cpu, options),
      snapshotOne: () => snapshotOneCpu(buffer, cpu, options),
      reset: () => resetCpu(buffer, cpu, options),
      resetAll: () => resetAll(buffer, options),
    }
    const name = command.do as keyof typeof calls
    const refusal = model.refusal(name.startsWith('snapshot'), false)
    if (refusal) {
      expectRefusal(refusal, calls[name])
      return
    }
    const isOfAll = name === 'snapshot' || name === 'snapshotOne' || name === 'resetAll'
    if (model.cpus.some(({ reservation }, index) => reservation && (isOfAll || index === cpu))) return
    calls[name]()
    for (const [index, each] of model.cpus.entries()) {
      if (name === 'snapshot' || (name.startsWith('snapshot') && index === cpu)) each.snapshot()
      else if (name === 'snapshotOne') each.eraseSpare()
      else if (name === 'resetAll' || (name === 'reset' && index === cpu)) each.eraseLive()
    }
  }

  private count(what: string, times = 1): void {
    this.reached.set(what, (this.reached.get(what) ?? 0) + times)
  }

  /** At the end everything that is still there comes out, and nothing else. */
  private drain(): void {
    while (this.iterators.length > 0) this.finish(0)
    for (let cpu = 0; cpu < this.model.cpus.length; cpu++) this.commit(cpu)
    let buffered = 0
    for (const { ledger } of this.model.cpus) {
      buffered += ledger.buffered
      this.count('overrun', ledger.overrun)
      this.count('erased', ledger.erased)
    }
    for (; buffered > 0; buffered--) this.consume(true)
    assert.equal(this.consumer.consume(), false)
  }

  private compareWhole(): void {
    const { disabled, iterators, late, cpus } = this.model
    expectSame(captureHeader(this.buffer), { recordDisabled: disabled, iterating: iterators.length > 0, late })
    assert.equal(
      isBufferEmpty(this.buffer),
      cpus.every(({ live }) => live.unread === 0),
    )
    for (const word of ['entries', 'overrun', 'dropped'] as const) {
      const counts = cpus.map(({ live }) => live[word])
      const sum = counts.reduce((total, count) => total + count, 0)
      expectSame([counts.map((_, cpu) => this.buffer.count(word, cpu)), this.buffer.count(word)], [counts, sum])
    }
  }

  private compareCpu(cpu: number): void {
    const { capture } = this
    const { ledger, live, spare, reservation } = this.model.cpu(cpu)
    captureSlot(this.buffer, cpu, capture)
    expectSame(capture.ledger(), ledger)
    expectSame(ringOf(capture.live()), modelRing(live))
    const snapshot = capture.snapshot()
    if (snapshot) expectSame(ringOf(snapshot), modelRing(spare))
    expectSame(reservation ? complaintsOf(capture) : restComplaintsOf(capture), [])
    const isEmpty = live.headPage === live.tailPage && live.head === live.tail
    assert.equal(this.buffer.isEmpty(this.buffer.liveRing(cpu)), isEmpty)
    assert.equal(isCpuEmpty(this.buffer, cpu), live.unread === 0)
    expectSame(cpuStats(this.buffer, cpu, { ...options, nowTs: 0 }), modelStats(live, ledger.read))
  }
}
