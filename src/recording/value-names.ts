/** What the integers of a probe are called, in their order: ring/probe.ts says more. */
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import type { Op } from './step-log.ts'

const NAMES: Readonly<Record<number, readonly string[]>> = {
  [Point.Attempted]: ['slot', 'type', 'bytes'],
  [Point.DisabledRead]: ['slot', 'depth', 'check'],
  [Point.IrqsSaved]: ['slot'],
  [Point.IrqsRestored]: ['slot'],
  [Point.LockWaited]: ['slot', 'holder'],
  [Point.LockTaken]: ['slot', 'actor'],
  [Point.LockReleased]: ['slot', 'actor'],
  [Point.RingChosen]: ['slot', 'ring'],
  [Point.SpaceChecked]: ['ring', 'tail', 'length'],
  [Point.OverrunRead]: ['ring', 'page', 'overrun'],
  [Point.OverrunWritten]: ['ring', 'page', 'overrun'],
  [Point.EntriesRead]: ['ring', 'entries'],
  [Point.EntriesWritten]: ['ring', 'entries'],
  [Point.HeadPageStored]: ['ring', 'page'],
  [Point.HeadStored]: ['ring', 'offset'],
  [Point.PaddingWritten]: ['ring', 'page', 'bytes'],
  [Point.TailPageStored]: ['ring', 'page'],
  [Point.TailStored]: ['ring', 'page', 'offset'],
  [Point.LengthStored]: ['ring', 'page', 'length'],
  [Point.StampStored]: ['ring', 'page', 'offset'],
  [Point.TypeStored]: ['ring', 'page', 'type'],
  [Point.BodyHalf]: ['ring', 'page', 'bytes'],
  [Point.BodyWritten]: ['ring', 'page', 'bytes'],
  [Point.TailPublished]: ['ring', 'page', 'tail'],
  [Point.WriteRefused]: ['slot', 'code'],
  [Point.CandidateCompared]: ['slot', 'page', 'offset'],
  [Point.WinnerChosen]: ['slot'],
  [Point.CopyHalf]: ['slot', 'bytes'],
  [Point.Copied]: ['slot', 'bytes'],
  [Point.PaddingSkipped]: ['ring', 'page', 'offset'],
  [Point.LengthRead]: ['ring', 'length'],
  [Point.HeadAdvanced]: ['ring', 'page', 'offset'],
  [Point.IteratorPlaced]: ['slot', 'page', 'offset'],
  [Point.IteratorAdvanced]: ['slot', 'page', 'offset'],
  [Point.RingSwapped]: ['slot', 'live', 'spare'],
  [Point.RingReset]: ['slot', 'ring'],
  [Point.DepthStored]: ['depth'],
  [Point.HeadChecked]: ['ring', 'page', 'offset'],
  [Point.HeadPageRead]: ['slot', 'page'],
  [Point.PaddingSeen]: ['slot', 'page', 'offset'],
  [StepPoint.InterruptTaken]: ['slot', 'depth'],
  [StepPoint.InterruptPending]: ['slot', 'pending'],
  [StepPoint.HandlerReturned]: ['slot', 'depth'],
  [StepPoint.Killed]: ['slot'],
  [StepPoint.Disabled]: ['depth'],
  [StepPoint.Enabled]: ['depth'],
}

/** The values that the op's probe carries, by name. */
export function valuesOf({ point, a, b, c }: Op): { name: string; value: number }[] {
  const values = [a, b, c]
  return (NAMES[point] ?? []).map((name, at) => ({ name, value: values[at] as number }))
}
