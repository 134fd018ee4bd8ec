/** Who holds what, and where they stand. */
import { StepPoint } from '../control/step-point.ts'
import { isDown } from '../recording/actor-stands.ts'
import type { ActorStand } from '../recording/actor-stands.ts'
import { captureHeader } from '../ring/capture.ts'
import { Point } from '../ring/probe.ts'
import { FIRST_READER } from '../ring/slot-lock.ts'
import { ALWAYS, unless, worst } from './invariant.ts'
import type { CpuInvariant, WholeInvariant } from './invariant.ts'
import type { CpuMoment, Moment } from './moment.ts'

/** A writer stands there only between its lock and its unlock. */
const IN_THE_WRITE: readonly number[] = [
  Point.RingChosen,
  Point.SpaceChecked,
  Point.OverrunRead,
  Point.OverrunWritten,
  Point.EntriesRead,
  Point.EntriesWritten,
  Point.HeadPageStored,
  Point.HeadStored,
  Point.PaddingWritten,
  Point.TailPageStored,
  Point.TailStored,
  Point.LengthStored,
  Point.StampStored,
  Point.TypeStored,
  Point.BodyHalf,
  Point.BodyWritten,
  Point.TailPublished,
]
/** Whoever stands there, in no handler, holds no lock. */
const OUTSIDE: readonly number[] = [
  StepPoint.Rested,
  Point.Attempted,
  Point.IrqsSaved,
  Point.IrqsRestored,
  Point.CandidateCompared,
  Point.WinnerChosen,
  Point.IteratorHeld,
  Point.IteratorAdvanced,
  Point.IteratorReleased,
]

export const ACTOR_INVARIANTS: readonly (CpuInvariant | WholeInvariant)[] = [
  {
    id: 'holder-alive',
    title: 'A lock is free, or its holder is alive',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: ({ cpu, lockHolder, moment }) => {
      if (lockHolder === undefined) return 'holds'
      const stand = standOfActor(moment, lockHolder)
      if (!stand) return unless(`the lock of CPU ${cpu} is held by actor ${lockHolder}, which does not exist`)
      return unless(isDown(stand) && `the lock of CPU ${cpu} is held by ${nameOf(moment, lockHolder)}, which has ended`)
    },
  },
  {
    id: 'holder-inside',
    title: 'Whoever holds a lock is inside a locked section, and a CPU moves its tail only under its lock',
    holdsWhen: 'always; not for code that a handler interrupts',
    of: 'cpu',
    check: (cpu) => worst([unless(strayHolder(cpu)), unless(writerWithoutLock(cpu))]),
  },
  {
    id: 'irqs-off',
    title: 'Interrupts are off on a CPU that is in its write, under its lock',
    holdsWhen: 'irqSave is on, as in the patch',
    of: 'cpu',
    check: ({ cpu, capture, moment }) => {
      const stand = moment.stands[cpu]
      if (!moment.conditions.irqSave || !stand) return 'not-now'
      return unless(
        isWriting(stand) && !capture.irqsOff && `CPU ${cpu} is in its write under the lock, and irqsOff is 0`,
      )
    },
  },
  {
    id: 'depth',
    title: 'Disables and enables are nested: their depth is never below zero',
    holdsWhen: ALWAYS,
    of: 'buffer',
    check: ({ image }) => {
      const { recordDisabled } = captureHeader(image)
      return unless(recordDisabled < 0 && `recordDisabled is ${recordDisabled}`)
    },
  },
  {
    id: 'no-bug',
    title: 'Nobody has run into a BUG_ON, a null pointer or an endless loop',
    holdsWhen: ALWAYS,
    of: 'buffer',
    check: ({ stands, image }) => {
      const seat = stands.findIndex(({ at }) => at.point === StepPoint.Crashed)
      const who = seat === image.cpus ? 'the reader' : `CPU ${seat}`
      return unless(seat >= 0 && `${who} has ended on a bug at op ${stands[seat]?.op}`)
    },
  },
]

function standOfActor({ stands, image }: Moment, actor: number): ActorStand | undefined {
  if (actor >= FIRST_READER) return stands[image.cpus]
  return actor < image.cpus ? stands[actor] : undefined
}

function nameOf(_: Moment, actor: number): string {
  return actor >= FIRST_READER ? 'the reader' : `CPU ${actor}`
}

function isWriting({ at }: ActorStand): boolean {
  return IN_THE_WRITE.includes(at.point)
}

/** Of an actor that has ended only the memory is left, and what a handler interrupts does not show in where it stands. */
function strayHolder({ cpu, lockHolder, moment }: CpuMoment): string | undefined {
  const stand = lockHolder === undefined ? undefined : standOfActor(moment, lockHolder)
  if (lockHolder === undefined || !stand || stand.depth > 0 || isDown(stand)) return undefined
  const isBeforeLock = stand.at.point === Point.DisabledRead && stand.at.c === 1
  if (!OUTSIDE.includes(stand.at.point) && !isBeforeLock) return undefined
  return `the lock of CPU ${cpu} is held by ${nameOf(moment, lockHolder)}, which is in no locked section since op ${stand.op}`
}

function writerWithoutLock({ cpu, lockHolder, moment }: CpuMoment): string | undefined {
  const stand = moment.stands[cpu]
  if (!stand || !isWriting(stand) || lockHolder === cpu) return undefined
  const held = lockHolder === undefined ? 'free' : `held by ${nameOf(moment, lockHolder)}`
  return `CPU ${cpu} is in the middle of its write since op ${stand.op}, and its lock is ${held}`
}
