/** The invariants of single operations, under their numbers in the notes (`ring-buffer.md`, section E), each after a random history of the rings. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { MergedIterator } from '../merge/merged-iterator.ts'
import { captureSlot, SlotCapture } from './capture.ts'
import type { CapturedRing } from './capture.ts'
import { RfcConsumer } from './rfc/consume.ts'
import { allocateRfcBuffer } from './rfc/buffer.ts'
import type { RfcBuffer } from './rfc/buffer.ts'
import { carryOver } from './rfc/carry-over.ts'
import { SlotF64, SlotI32 } from './rfc/layout.ts'
import { recordDisable, recordEnable } from './rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from './rfc/snapshot.ts'
import { noLocks, SlotLocks } from './slot-lock.ts'
import type { Locks } from './slot-lock.ts'
import { actorWords } from './testing/actor-words.ts'
import { commands, geometry } from './testing/model-commands.ts'
import { ringOf } from './testing/model-compare.ts'
import { afterHistory, played, SEED } from './testing/watch.ts'
import { Witness } from './testing/witness.ts'

const options = { locks: noLocks }

describe('recording off and on', () => {
  afterHistory(
    'E16 disable n times, enable n times: as before, and between them every write is refused',
    (witness, tally) => {
      const { buffer } = witness
      const before = withoutRefusals(witness)
      for (const depth of [1, 2, 3]) assert.equal(recordDisable(buffer), depth)
      for (const depth of [2, 1, 0]) {
        for (let cpu = 0; cpu < buffer.cpus; cpu++) assert.equal(attempt(witness, cpu), 'disabled')
        assert.equal(recordEnable(buffer), depth)
      }
      assert.equal(Buffer.compare(withoutRefusals(witness), before), 0)
      assert.throws(() => recordEnable(buffer), { code: 'not-disabled' })
      assert.equal(Buffer.compare(withoutRefusals(witness), before), 0)
      assert.notEqual(attempt(witness, 0), 'disabled')
      tally()
    },
  )
})

describe('snapshot', () => {
  afterHistory('E18 live becomes empty, the snapshot is what was live, with its counts', (witness, tally) => {
    const { buffer } = witness
    if (!buffer.layout.snapshot) {
      const before = witness.memory()
      for (const call of [snapshotAll, (of: RfcBuffer) => snapshotCpu(of, 0, options)])
        assert.throws(() => call(buffer, options), { code: 'no-snapshot' })
      assert.equal(Buffer.compare(witness.memory(), before), 0)
      return
    }
    const one = buffer.cpus - 1
    const calls = [
      { call: () => snapshotAll(buffer, options), swapped: () => true, resets: false },
      { call: () => snapshotCpu(buffer, one, options), swapped: (cpu: number) => cpu === one, resets: false },
      { call: () => snapshotOneCpu(buffer, one, options), swapped: (cpu: number) => cpu === one, resets: true },
    ]
    for (const { call, swapped, resets } of calls) {
      for (let cpu = 0; cpu < buffer.cpus; cpu++) attempt(witness, cpu)
      const before = witness.cpus.map((_, cpu) => witness.capture(cpu))
      call()
      for (const [cpu, old] of before.entries()) {
        const capture = witness.capture(cpu)
        if (swapped(cpu)) {
          expectEmpty(capture.live())
          expectSameRing(capture.snapshot(), old.live())
          const ledger = old.ledger()
          const { buffered } = ledger
          const erased = ledger.erased + ledger.inSnapshot
          assert.deepEqual(capture.ledger(), { ...ledger, buffered: 0, inSnapshot: buffered, erased })
          if (buffered > 0) tally()
        } else {
          expectSameRing(capture.live(), old.live())
          if (resets) expectEmpty(capture.snapshot())
          else expectSameRing(capture.snapshot(), old.snapshot())
        }
      }
    }
    assertRefusedWhileIterating(witness)
  })

  afterHistory(
    'E21 two snapshots are not identity: the rings have their places back and are empty',
    (witness, tally) => {
      const { buffer } = witness
      if (!buffer.layout.snapshot) return
      const owners = witness.cpus.map((_, cpu) => buffer.liveRing(cpu))
      const unread = witness.cpus.map((_, cpu) => witness.held(cpu).length + witness.held(cpu, true).length)
      const erased = witness.cpus.map((_, cpu) => witness.capture(cpu).ledger().erased)
      snapshotAll(buffer, options)
      snapshotAll(buffer, options)
      for (const [cpu, owner] of owners.entries()) {
        assert.equal(buffer.liveRing(cpu), owner)
        const capture = witness.capture(cpu)
        expectEmpty(capture.live())
        expectEmpty(capture.snapshot())
        assert.equal(capture.ledger().erased, (erased[cpu] as number) + (unread[cpu] as number))
        if ((unread[cpu] as number) > 0) tally()
      }
    },
  )
})

describe('reset', () => {
  afterHistory('E20 offsets and counts are zero, bytes and the snapshot are not', (witness, tally) => {
    const { buffer } = witness
    const before = witness.cpus.map((_, cpu) => witness.capture(cpu))
    for (let cpu = 0; cpu < buffer.cpus; cpu++) resetCpu(buffer, cpu, options)
    for (const [cpu, old] of before.entries()) {
      const capture = witness.capture(cpu)
      expectEmpty(capture.live())
      assert.equal(Buffer.compare(capture.live().bytes, old.live().bytes), 0)
      expectSameRing(capture.snapshot(), old.snapshot())
      const { erased, buffered } = old.ledger()
      assert.deepEqual(capture.ledger(), { ...old.ledger(), buffered: 0, erased: erased + buffered })
      if (buffered > 0) tally()
    }
  })

  test(`E20 a ring that was reset behaves as a new one; 200 pairs of histories, seed ${SEED}`, () => {
    const property = fc.property(geometry, commands, commands, (given, history, future) => {
      const setting = { ...given, snapshot: false }
      const [used, fresh] = [played(new Witness(setting), history), new Witness(setting)]
      resetAll(used.buffer, options)
      for (const witness of [used, fresh]) {
        witness.buffer.setOverwrite(given.overwrite)
        for (const { clock } of witness.cpus) clock.set(0, 2 ** 20)
      }
      const from = used.cpus.map(({ read }) => read.length)
      for (const witness of [used, fresh])
        played(
          witness,
          future.filter(({ do: name }) => name !== 'clock'),
        )
      for (const [cpu, old] of used.cpus.entries()) {
        const [reused, anew] = [old.read.slice(from[cpu]), (fresh.cpus[cpu] as typeof old).read]
        const shape = ({ ts, type, length, lostBefore }: (typeof anew)[number]) => [ts, type, length, lostBefore]
        assert.deepEqual(reused.map(shape), anew.map(shape))
        expectSameRing(used.capture(cpu).live(), fresh.capture(cpu).live(), false)
      }
    })
    fc.assert(property, { seed: SEED, numRuns: 200 })
  })
})

describe('resize', () => {
  afterHistory('E19 a new size loses what was unread, which is erased, and nothing else', (witness, tally) => {
    const { buffer, geometry: old } = witness
    const resized = allocateRfcBuffer({ ...old, pagesPerCpu: old.pagesPerCpu + 1, asPosted: false }, false)
    carryOver(buffer, resized)
    const capture = SlotCapture.allocate(resized.layout)
    for (let cpu = 0; cpu < buffer.cpus; cpu++) {
      captureSlot(resized, cpu, capture)
      const ledger = witness.capture(cpu).ledger()
      const unread = witness.held(cpu).length + witness.held(cpu, true).length
      const erased = ledger.erased + unread
      assert.deepEqual(capture.ledger(), { ...ledger, buffered: 0, inSnapshot: 0, erased })
      expectEmpty(capture.live())
      if (unread > 0) tally()
    }
    assert.equal(new RfcConsumer(resized, noLocks).peek(), false)
    assert.equal(resized.overwrite, buffer.overwrite)
  })
})

describe('liveness', () => {
  afterHistory(
    'E22 a dead holder of a lock stops no reader: it gives up on that ring, and goes on with the others',
    (witness, tally) => {
      const { buffer } = witness
      const victim = buffer.cpus - 1
      const actors = actorWords()
      const locks = new SlotLocks(buffer.i32, actors, victim)
      const reader = new CountedLocks(new SlotLocks(buffer.i32, actors, 256))
      locks.acquire(buffer.slotI32(victim) + SlotI32.lock, victim)
      actors.dead[victim] = 1
      const held = witness.cpus.map((_, cpu) => witness.held(cpu).length)

      const iterator = new MergedIterator(buffer, { locks: reader })
      let walked = 0
      iterator.readUpTo(Infinity, () => walked++)
      iterator.finish()
      assert.equal(
        walked,
        held.reduce((sum, count) => sum + count, 0),
      ) // published, so it is read

      const consumer = new RfcConsumer(buffer, reader)
      const given = held.map(() => 0)
      while (consumer.consume()) (given[consumer.event.cpu] as number)++
      assert.deepEqual(
        given,
        held.map((count, cpu) => (cpu === victim ? 0 : count)),
      )
      assert.equal(witness.capture(victim).ledger().buffered, held[victim])

      const frozen = witness.capture(victim).live()
      assert.deepEqual(resetAll(buffer, { locks: reader }), [victim])
      assert.throws(() => resetCpu(buffer, victim, { locks: reader }), { code: 'crashed' })
      if (buffer.layout.snapshot) {
        assert.deepEqual(snapshotAll(buffer, { locks: reader }), [victim])
        assert.throws(() => snapshotOneCpu(buffer, victim, { locks: reader }), { code: 'crashed' })
      }
      expectSameRing(witness.capture(victim).live(), frozen)
      if ((held[victim] as number) > 0) tally()
    },
  )
})

/** Throws where somebody asks again and again: a reader alone with a dead holder asks a bounded number of times. */
class CountedLocks implements Locks {
  private refused = 0
  constructor(private readonly locks: Locks) {}

  acquire(lockAt: number, slot: number): boolean {
    const taken = this.locks.acquire(lockAt, slot)
    if (!taken && ++this.refused > 16) throw new Error(`asked ${this.refused} times for a lock whose holder is dead`)
    return taken
  }
  release(lockAt: number, slot: number): void {
    this.locks.release(lockAt, slot)
  }
  awaitForever(): void {
    throw new Error('a reader waits for ever')
  }
}

function attempt(witness: Witness, cpu: number): string {
  const happened = witness.perform({ do: 'write', cpu, length: 0.2, type: 1 })
  return 'attempt' in happened ? happened.attempt.outcome : happened.did
}

/** All memory but the words that count refusals as disabled. */
function withoutRefusals({ buffer }: Witness): Buffer {
  const f64 = buffer.f64.slice()
  for (let cpu = 0; cpu < buffer.cpus; cpu++)
    for (const word of [SlotF64.attempted, SlotF64.disabled]) f64[buffer.slotF64(cpu) + word] = 0
  return Buffer.from(f64.buffer)
}

function expectEmpty(ring: CapturedRing | undefined): void {
  assert(ring)
  const { headPage, head, tailPage, tail, entries, overrun, dropped, pendingLost } = ring
  const words = [headPage, head, tailPage, tail, entries, overrun, dropped, pendingLost]
  assert.deepEqual(
    words,
    words.map(() => 0),
  )
  for (let page = 0; page < ring.layout.pagesPerCpu; page++) {
    const { turns, ...counts } = ring.page(page)
    assert.deepEqual(
      { ...counts, page: 0 },
      Object.fromEntries(Object.keys(counts).map((name) => [name, 0])),
      `${turns}`,
    )
  }
}

function expectSameRing(ring: CapturedRing | undefined, other: CapturedRing | undefined, withHistory = true): void {
  assert.equal(ring === undefined, other === undefined)
  if (!ring || !other) return
  const words = (of: CapturedRing): unknown =>
    JSON.parse(JSON.stringify(ringOf(of), (key, value: unknown) => (key === 'turns' && !withHistory ? 0 : value)))
  assert.deepEqual(words(ring), words(other))
  if (withHistory) assert.equal(Buffer.compare(ring.bytes, other.bytes), 0)
}

function assertRefusedWhileIterating(witness: Witness): void {
  const { buffer } = witness
  const iterator = new MergedIterator(buffer, options)
  const before = witness.memory()
  for (const call of [snapshotAll, resetAll]) assert.throws(() => call(buffer, options), { code: 'iterator-open' })
  assert.equal(Buffer.compare(witness.memory(), before), 0)
  iterator.finish()
}
