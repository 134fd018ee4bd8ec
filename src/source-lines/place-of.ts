/**
 * At which line an actor arrived with an op. Most points are told at one line only; of the others the actor's ops before it, the design and the memory
 * tell which it was.
 */
import { StepPoint } from '../control/step-point.ts'
import type { Recording } from '../recording/recording.ts'
import type { Op } from '../recording/step-log.ts'
import { Point } from '../ring/probe.ts'
import { HeaderI32, SlotI32 } from '../ring/rfc/layout.ts'
import { holderOf } from '../ring/slot-lock.ts'
import type { Place } from './place.ts'
import { placesOf } from './places.ts'

/** @returns undefined: an op of the machine, or one that has ended the actor @throws RangeError where there is no such op */
export function placeOf(recording: Recording, op: number): Place | undefined {
  const point = recording.log.pointOf(op)
  // it still stands where it stood
  if (point === StepPoint.InterruptPending) return placeBefore(recording, op)
  const places = placesOf(point)
  if (places.length < 2) return places[0]
  const wanted = RULES[point]?.(new Arrival(recording, op))
  const [functionName, nth] = Array.isArray(wanted) ? wanted : [wanted, 0]
  return places.filter((place) => place.functionName === functionName)[nth]
}

function placeBefore(recording: Recording, op: number): Place | undefined {
  const { seat } = recording.log.op(op)
  for (let at = op - 1; at > 0; at--) if (recording.log.seatOf(at) === seat) return placeOf(recording, at)
  return undefined
}

/** The function, and which of its lines with this point, where it has more than one. */
type Told = string | readonly [functionName: string, nth: number]

const RULES: Readonly<Record<number, (arrival: Arrival) => Told>> = {
  [StepPoint.Rested]: ({ isReader }) => (isReader ? 'ReaderSteps.turn' : 'CpuSteps.turn'),
  [Point.DisabledRead]: ({ c: check }) => ['RfcWriter.place', check - 1],
  [Point.IrqsSaved]: (arrival) => (arrival.before?.point === Point.DisabledRead ? 'RfcWriter.place' : 'saveIrqs'),
  [Point.IrqsRestored]: (arrival) => (arrival.isInWrite ? 'RfcWriter.unlock' : 'restoreIrqs'),
  [Point.LockWaited]: (arrival) => (arrival.findsItself ? 'SlotLocks.deadlock' : 'SteppedLocks.waitFor'),
  [Point.OverrunRead]: ({ asPosted }) => (asPosted ? 'countWholePage' : 'countUnread'),
  [Point.OverrunWritten]: ({ asPosted }) => (asPosted ? 'countWholePage' : 'countUnread'),
  // as posted the reader stores the index behind the last page before it wraps
  [Point.HeadPageStored]: ({ isReader, b: page, pages }) =>
    isReader ? ['toNextPage', page === pages ? 0 : 1] : 'pushHeadPage',
  [Point.PaddingSkipped]: () => 'toNextPage',
  [Point.HeadAdvanced]: (arrival) => (arrival.before?.point === Point.LengthRead ? 'advance' : 'toNextPage'),
  [Point.RingReset]: (arrival) => (arrival.isOfLiveRing ? 'eraseLive' : 'eraseSnapshot'),
  [Point.DepthStored]: (arrival) => (arrival.hasDisabled ? 'recordDisable' : 'recordEnable'),
}

/** An op, and what it can be told by. */
class Arrival {
  readonly isReader: boolean
  readonly asPosted: boolean
  readonly pages: number
  readonly b: number
  readonly c: number
  private readonly at: Op

  constructor(
    private readonly recording: Recording,
    private readonly op: number,
  ) {
    const { log, image } = recording
    this.at = log.op(op)
    this.b = this.at.b
    this.c = this.at.c
    this.isReader = this.at.seat === image.cpus
    this.asPosted = image.asPosted
    this.pages = image.pagesPerCpu
  }

  /** The actor's op before this one. */
  get before(): Op | undefined {
    for (const op of this.opsBefore()) return op
    return undefined
  }

  /** Interrupts were saved by a write, after its first check. */
  get isInWrite(): boolean {
    let sawSave = false
    for (const { point } of this.opsBefore()) {
      if (sawSave) return point === Point.DisabledRead
      sawSave = point === Point.IrqsSaved
    }
    return false
  }

  /** For the first time: a nested write that waits for the one that it interrupts. Then it waits on as everybody does. */
  get findsItself(): boolean {
    const { seat, a: slot, b: holder } = this.at
    if (holder !== seat || this.before?.point === Point.LockWaited) return false
    return holderOf(this.wordAt(this.slotWord(slot, SlotI32.lock))) === seat
  }

  get isOfLiveRing(): boolean {
    return this.wordAt(this.slotWord(this.at.a, SlotI32.live)) === this.b
  }

  get hasDisabled(): boolean {
    let by = 0
    this.recording.log.forEachChange(this.op, (at, before, after) => {
      if (at === HeaderI32.recordDisabled) by += after - before
    })
    return by > 0
  }

  /** What this actor did in the code that it stands in, the latest first: without the handlers that have interrupted it, and not beyond the code's beginning. */
  private *opsBefore(): Generator<Op> {
    const { log } = this.recording
    let handlers = 0
    for (let at = this.op - 1; at > 0; at--) {
      const op = log.op(at)
      if (op.seat !== this.at.seat || op.point === StepPoint.InterruptPending) continue
      if (op.point === StepPoint.HandlerReturned) handlers++
      else if (op.point === StepPoint.InterruptTaken && handlers > 0) handlers--
      else if (handlers === 0) {
        if (op.point === StepPoint.InterruptTaken || op.point === StepPoint.Rested) return
        yield op
      }
    }
  }

  private slotWord(slot: number, word: number): number {
    return this.recording.image.slotI32(slot) + word
  }

  /** As it was after this op, wherever the recording stands. */
  private wordAt(index: number): number {
    const { log, firstWords } = this.recording
    for (let op = this.op; op > 0; op--) {
      let found: number | undefined
      log.forEachChange(op, (at, _, after) => {
        if (at === index) found = after
      })
      if (found !== undefined) return found
    }
    return firstWords[index] as number
  }
}
