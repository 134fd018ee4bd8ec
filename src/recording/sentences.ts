/** One plain sentence of what an op has done, and of what follows where that is decided by it. */
import { StepPoint, stepPointName } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RingI32, SlotI32 } from '../ring/rfc/layout.ts'
import { FIRST_READER } from '../ring/slot-lock.ts'
import { Refused } from '../ring/trace-buffer.ts'
import { standOf } from './actor-stands.ts'
import type { ActorStand } from './actor-stands.ts'
import type { Recording } from './recording.ts'
import type { Op } from './step-log.ts'
import { wordAfter } from './word-after.ts'

interface Told extends Op {
  readonly image: RfcBuffer
  /** who did it, as a sentence begins */
  readonly who: string
  /** a word of the memory right after it; Int32 index */
  readonly word: (at: number) => number
  /** the same right before it */
  readonly was: (at: number) => number
  /** where it or another actor stood then, and since which op */
  readonly stand: (seat: number) => ActorStand
}

/** @throws RangeError */
export function sentenceOf(recording: Recording, op: number): string {
  const { image, log } = recording
  const done = log.op(op)
  const who = done.seat === image.cpus ? 'The reader' : done.seat < 0 ? 'The machine' : `CPU ${done.seat}`
  const word = (at: number): number => wordAfter(recording, op, at)
  const was = (at: number): number => wordAfter(recording, op - 1, at)
  const stand = (seat: number): ActorStand => standOf(log, op, seat)
  const tell = SENTENCES[done.point] ?? (() => `${who} is at a point without a sentence.`)
  return tell({ ...done, image, who, word, was, stand })
}

const bytes = (count: number): string => `${count} byte${count === 1 ? '' : 's'}`
const actorName = (actor: number): string => (actor >= FIRST_READER ? 'the reader' : `CPU ${actor}`)
const cpuOf = ({ image }: Told, ring: number): number => ring % image.cpus
/** the ring of a CPU: its live one, or its spare */
const ringOf = (told: Told, ring: number): string => {
  const cpu = cpuOf(told, ring)
  return told.word(told.image.slotI32(cpu) + SlotI32.live) === ring ? `CPU ${cpu}'s ring` : `CPU ${cpu}'s spare ring`
}

const REFUSALS: Readonly<Record<number, string>> = {
  [Refused.disabled]: 'recording is off',
  [Refused.tooBig]: 'it would not fit on an empty page',
  [Refused.full]: 'the ring is full, and may not overwrite',
}

/** What is decided where the room was looked at: it fits; the page is turned; the oldest page is pushed out; the write is refused. */
function spaceWords(told: Told): string {
  const { who, a: ring, b: tail, c: need, image, word } = told
  const at = image.ringI32(ring)
  const page = word(at + RingI32.tailPage)
  const left = image.pageSize - tail
  const room = `${who} needs ${bytes(need)}, ${left} ${left === 1 ? 'is' : 'are'} left on page ${page}`
  if (need <= left) return `${room}: they fit.`
  const next = image.nextPage(page)
  const pads = left === 0 ? 'it will' : 'it will pad and'
  if (next !== word(at + RingI32.headPage)) return `${room}: ${pads} turn to page ${next}.`
  if (!image.overwrite) return `${room}, and page ${next} is the head's: the ring is full.`
  return `${room}: ${pads} turn to page ${next}, the oldest, which it pushes out.`
}

/** Who waits for itself does so for ever; else where the holder is parked. */
function waitWords({ who, a, b, seat, image, stand }: Told): string {
  if (b === seat)
    return `${who} waits for the lock of CPU ${a}, for ever: the code that it interrupted holds it, and goes on only when this handler has ended. Go back, and on differently.`
  const { op, at } = stand(Math.min(b, image.cpus))
  const where = op === 0 ? '' : `, parked at ${stepPointName(at.point)}`
  return `${who} waits for the lock of CPU ${a}, which ${actorName(b)} holds${where}.`
}

/** The event that is open lies at the tail. */
const tailOf = ({ image, a: ring, word }: Told): number => word(image.ringI32(ring) + RingI32.tail)

function stampWords(told: Told): string {
  const { who, image, a: ring, b: page, c: offset, word } = told
  const at = (image.pageAddress(ring, page) + offset) >>> 2
  const stamp = (word(at + 1) >>> 0) * 2 ** 32 + (word(at) >>> 0)
  return `${who} has stamped the event at offset ${offset} of page ${page}: ${stamp}.`
}

const SENTENCES: Record<number, (told: Told) => string> = {
  [Point.Attempted]: ({ who, b, c }) => `${who} begins to write an event of type ${b} with ${bytes(c)} of body.`,
  [Point.DisabledRead]: ({ who, b, c }) =>
    b === 0
      ? `${who} finds recording on${c === 1 ? ', before it takes the lock' : ', now under the lock'}.`
      : `${who} finds recording off: the write is refused.`,
  [Point.IrqsSaved]: ({ who, a }) => `${who} holds interrupts off on CPU ${a}: none nests until they are restored.`,
  [Point.IrqsRestored]: ({ who, a, image, word }) => {
    const pending = word(image.slotI32(a) + SlotI32.pendingIrqs)
    return `${who} restores interrupts on CPU ${a}; ${pending === 0 ? 'none is pending.' : 'what was pending runs now.'}`
  },
  [Point.LockWaited]: waitWords,
  [Point.LockTaken]: ({ who, a }) => `${who} has taken the lock of CPU ${a}.`,
  [Point.LockReleased]: ({ who, a }) => `${who} has released the lock of CPU ${a}.`,
  [Point.RingChosen]: ({ who, b }) => `${who} has read, under the lock, that ring ${b} is live.`,
  [Point.SpaceChecked]: spaceWords,
  [Point.OverrunRead]: ({ who, b, c }) => `${who} pushes page ${b} out, and has read the overrun counter: ${c}.`,
  [Point.OverrunWritten]: ({ b, c, who }) => `${who} has counted what page ${b} loses: overrun is ${c}.`,
  [Point.EntriesRead]: ({ who, b }) => `${who} has read the count of entries: ${b}.`,
  [Point.EntriesWritten]: ({ who, b }) => `${who} has written the count of entries: ${b}.`,
  [Point.HeadPageStored]: (told) => `${told.who} moves the head of ${ringOf(told, told.a)} to page ${told.b}.`,
  [Point.HeadStored]: (told) => `${told.who} sets the head's offset of ${ringOf(told, told.a)} to ${told.b}.`,
  [Point.PaddingWritten]: ({ who, b, c }) => `${who} fills the last ${bytes(c)} of page ${b} with padding.`,
  [Point.TailPageStored]: (told) =>
    `${told.who} turns the page: the tail of ${ringOf(told, told.a)} goes to page ${told.b}.`,
  [Point.TailStored]: ({ who, b }) => `${who} sets the tail to the start of page ${b}.`,
  [Point.LengthStored]: (told) =>
    `${told.who} has reserved ${bytes(told.c)} at offset ${tailOf(told)} of page ${told.b}, and written the length there.`,
  [Point.StampStored]: stampWords,
  [Point.TypeStored]: ({ who, c }) => `${who} has written the event's type: ${c}.`,
  [Point.BodyHalf]: ({ who, c }) =>
    `${who} has copied the first ${bytes(c)} of the body; the other half is what was there before.`,
  [Point.BodyWritten]: ({ who, c }) => `${who} has copied the whole body, ${bytes(c)}; no reader sees it yet.`,
  [Point.TailPublished]: ({ who, a, b, c, image, was }) =>
    `${who} commits: its tail on page ${b} moves from ${was(image.ringI32(a) + RingI32.tail)} to ${c}.`,
  [Point.WriteRefused]: ({ who, b: code }) =>
    `${who} gives up: ${REFUSALS[code] ?? 'this write is refused'}. The refusal is counted.`,
  [Point.CandidateCompared]: ({ who, a, b, c }) =>
    `${who} compares the head event of CPU ${a}, at page ${b} offset ${c}.`,
  [Point.WinnerChosen]: ({ who, a }) => `${who} takes the event of CPU ${a}: its stamp is the lowest.`,
  [Point.CopyHalf]: ({ who, a, b }) => `${who} has copied ${bytes(b)}, half, of CPU ${a}'s event.`,
  [Point.Copied]: ({ who, a, b }) => `${who} has copied the event of CPU ${a}, ${bytes(b)}.`,
  [Point.PaddingSkipped]: ({ who, b }) => `${who} steps over the padding: the head stands at the start of page ${b}.`,
  [Point.LengthRead]: ({ who, b }) => `${who} has read the length of the head event: ${bytes(b)}.`,
  [Point.HeadAdvanced]: ({ who, b, c }) => `${who} passes the event: the head goes to page ${b} offset ${c}.`,
  [Point.IteratorHeld]: ({ who }) => `${who} holds recording off, so that the rings stand still while it reads.`,
  [Point.IteratorPlaced]: ({ who, a, b, c }) => `${who} has placed its cursor of CPU ${a} at page ${b} offset ${c}.`,
  [Point.IteratorAdvanced]: ({ who, a, b, c }) =>
    `${who} moves its cursor of CPU ${a} to page ${b} offset ${c}; nothing is consumed.`,
  [Point.IteratorReleased]: ({ who }) => `${who} lets recording go on.`,
  [Point.RingSwapped]: ({ who, a, b }) => `${who} has swapped the rings of CPU ${a}: ring ${b} is live now.`,
  [Point.RingReset]: ({ who, a }) => `${who} has emptied a ring of CPU ${a}.`,
  [Point.DepthStored]: ({ who, a }) => `${who} has changed the depth of disable to ${a}.`,
  [Point.HeadChecked]: ({ who, b, c }) => `${who} has found the event to pass, at page ${b} offset ${c}.`,
  [Point.HeadPageRead]: ({ who, a, b }) => `${who} looks at CPU ${a}: its head is on page ${b}.`,
  [Point.PaddingSeen]: ({ who, a, b, c }) => `${who} sees padding at the head of CPU ${a}, page ${b} offset ${c}.`,
  [StepPoint.Rested]: ({ who }) => `${who} has ended its operation, and rests.`,
  [StepPoint.InterruptTaken]: ({ a, b }) => `An interrupt is taken on CPU ${a}: its handler writes, ${b} deep.`,
  [StepPoint.InterruptPending]: ({ a, b }) => `Interrupts are off on CPU ${a}: ${b} pending.`,
  [StepPoint.HandlerReturned]: ({ a }) => `The handler on CPU ${a} has ended; the code that it interrupted goes on.`,
  [StepPoint.Crashed]: ({ who }) => `${who} has ended on a bug.`,
  [StepPoint.Killed]: ({ a }) => `CPU ${a} is ended where it stands.`,
  [StepPoint.Disabled]: ({ a }) => `Recording is disabled, ${a} deep.`,
  [StepPoint.Enabled]: ({ a }) => (a === 0 ? 'Recording is enabled.' : `Recording stays disabled, ${a} deep.`),
}
