/** The place that is found for an op is the very line that its stack names. */
import { describe, expect, test } from 'vitest'
import { StepPoint, stepPointName } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import { RB_FL_OVERWRITE, RB_FL_SNAPSHOT, SlotI32 } from '../ring/rfc/layout.ts'
import { lockBuffer, unlockBuffer } from '../ring/rfc/lock-all.ts'
import { recordDisable, recordEnable } from '../ring/rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from '../ring/rfc/snapshot.ts'
import { rfcOptions } from '../ring/rfc/buffer.ts'
import { holderOf } from '../ring/slot-lock.ts'
import { Seeded } from '../ring/testing/seeded.ts'
import { KernelBug, maxPayloadBytes } from '../ring/trace-buffer.ts'
import type { Place } from './place.ts'
import { placeOf } from './place-of.ts'
import { placesOf } from './places.ts'
import { GivenUp, lastName, TracedActors } from './testing/traced-actors.ts'
import type { Frame } from './testing/traced-actors.ts'

const PAGE = 64
const CPUS = 2
/** where ops were placed */
const seen = new Set<string>()
const keyOf = ({ point, file, line }: Place): string => `${stepPointName(point)} at ${file}:${line}`

function actors(asPosted: boolean, overwrite = true): TracedActors {
  const flags = RB_FL_SNAPSHOT | (overwrite ? RB_FL_OVERWRITE : 0)
  return new TracedActors(rfcOptions(3 * PAGE, flags, CPUS, PAGE, asPosted, PAGE))
}

/** Ops whose place is not the line that their stack names. */
function misplaced({ recording, frames }: TracedActors): unknown[] {
  return [...frames].flatMap(([op, frame]) => {
    const place = placeOf(recording, op)
    if (place) seen.add(keyOf(place))
    return place && isAt(place, frame) ? [] : [{ op: stepPointName(recording.log.pointOf(op)), frame, place }]
  })
}

function isAt({ file, line, functionName, from, to }: Place, frame: Frame): boolean {
  const isInside = from <= line && line <= to
  return isInside && file === frame.file && line === frame.line && lastName(functionName) === frame.functionName
}

function lockedBy({ buffer, cpus }: TracedActors, cpu: number): void {
  const { locks, probe } = cpus[cpu] as TracedActors['cpus'][number]
  const options = { locks, probe, cpu }
  unlockBuffer(buffer, lockBuffer(buffer, options), options)
}

/** Whatever two CPUs and the reader do, and where they come in between each other. */
function doAnything(run: TracedActors, seed: number): void {
  const dice = new Seeded(seed)
  const { buffer, reader } = run
  const anyCpu = (): number => dice.below(CPUS)
  const write = (): number => run.write(anyCpu(), dice.below(maxPayloadBytes(PAGE) + 2))
  const deeds: readonly (() => unknown)[] = [
    ...Array<() => unknown>(8).fill(write),
    ...Array<() => unknown>(4).fill(() => run.consume()),
    () => run.iterate(dice.below(2) === 0),
    () => run.operate(CPUS, () => snapshotAll(buffer, reader)),
    () => run.operate(CPUS, () => snapshotCpu(buffer, anyCpu(), reader)),
    () => run.operate(CPUS, () => snapshotOneCpu(buffer, anyCpu(), reader)),
    () => run.operate(CPUS, () => resetCpu(buffer, anyCpu(), reader)),
    () => run.operate(CPUS, () => resetAll(buffer, reader)),
    () => run.operate(0, () => lockedBy(run, 0)),
    () => {
      run.operate(CPUS, () => recordDisable(buffer, reader.probe))
      write()
      run.operate(CPUS, () => recordEnable(buffer, reader.probe))
    },
  ]
  let depth = 0
  run.meddle = (seat) => {
    if (depth > 0 || seat === CPUS) return
    depth++
    if (dice.below(40) === 0) run.interrupt(seat, true)
    // repaired it would wait for ever: nobody else can go on on this stack
    else if (dice.below(20) === 0 && (buffer.asPosted || isFree(run))) run.consume()
    depth--
  }
  try {
    for (let deed = 0; deed < 80; deed++) deeds[dice.below(deeds.length)]?.()
  } catch (error) {
    if (!(error instanceof KernelBug)) throw error
  }
}

function isFree({ buffer, cpus }: TracedActors): boolean {
  return cpus.every((_, cpu) => holderOf(buffer.i32[buffer.slotI32(cpu) + SlotI32.lock] as number) === undefined)
}

describe.each([false, true])('as posted: %s', (asPosted) => {
  test.each([1, 2, 3, 4])('whatever is done, seed %i', (seed) => {
    const run = actors(asPosted, seed % 4 !== 0)
    doAnything(run, seed)
    expect(misplaced(run)).toEqual([])
  })

  test('the reader goes round the ring, and over padding at the end of a page', () => {
    const run = actors(asPosted)
    for (let event = 0; event < 12; event++) {
      run.write(0, 12)
      run.consume()
    }
    expect(misplaced(run)).toEqual([])
  })

  test.each([0, 2])('a lock whose holder dies after %i waits', (alive) => {
    const run = actors(asPosted)
    const die = (): number => (run.words.dead[1] = 1)
    let waits = 0
    run.buffer.i32[run.buffer.slotI32(0) + SlotI32.lock] = 2 // CPU 1
    run.meddle = (_, point) => {
      if (point !== Point.LockWaited) return
      if (++waits === alive) die()
      if (waits === alive + 3) throw new GivenUp()
    }
    if (alive === 0) die()
    expect(() => run.write(0, 12)).toThrow(GivenUp)
    expect(misplaced(run)).toEqual([])
  })

  test('an NMI under the lock waits for the write that it interrupts, and goes on waiting', () => {
    const run = actors(asPosted)
    let waits = 0
    run.meddle = (seat, point) => {
      if (point === Point.BodyHalf) run.interrupt(seat, false)
      if (point === Point.LockWaited && ++waits === 3) throw new GivenUp()
    }
    expect(() => run.write(0, 12)).toThrow(GivenUp)
    expect(misplaced(run)).toEqual([])
  })

  test('an interrupt before interrupts are saved: the write goes on behind its handler', () => {
    const run = actors(asPosted)
    let taken = false
    run.meddle = (seat, point) => {
      if (point !== Point.DisabledRead || taken) return
      taken = true
      run.interrupt(seat, true)
    }
    run.write(0, 12)
    expect(misplaced(run)).toEqual([])
  })

  test('which ring was erased is told by the words as they were, not as they are', () => {
    const run = actors(asPosted)
    const { buffer, reader } = run
    run.operate(CPUS, () => resetCpu(buffer, 0, reader))
    run.operate(CPUS, () => snapshotOneCpu(buffer, 1, reader))
    run.operate(CPUS, () => snapshotAll(buffer, reader))
    run.recording.seek(0)
    expect(misplaced(run)).toEqual([])
  })
})

test('an interrupt that is pending leaves an actor where it is; what the machine does has no place', () => {
  const run = actors(false)
  run.write(0, 12)
  const op = run.recording.length
  run.log(0, StepPoint.InterruptPending, 0, 1, 0)
  run.log(-1, StepPoint.Disabled, 1, 0, 0)
  run.log(-1, StepPoint.Killed, 0, 0, 0)
  expect(placeOf(run.recording, op + 1)).toEqual(placeOf(run.recording, op))
  expect(placeOf(run.recording, op + 1)).toMatchObject({ functionName: 'RfcWriter.unlock' })
  expect(placeOf(run.recording, op + 2)).toBeUndefined()
  expect(placeOf(run.recording, op + 3)).toBeUndefined()
})

test('all tests together arrive at every line', () => {
  const all = Object.values(Point).flatMap((point) => placesOf(point))
  const unseen = all.map(keyOf).filter((key) => !seen.has(key))
  // padding is stepped over to the next page only
  const { line } = placesOf(Point.HeadAdvanced)[0] as Place
  expect(unseen).toEqual([`PaddingSkipped at ring/rfc/advance.ts:${line}`])
})
