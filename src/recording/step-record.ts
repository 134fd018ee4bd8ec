import { stepPointName } from '../control/step-point.ts'
import type { Recording } from './recording.ts'

export interface StepRecord {
  op: number
  actor: number | 'reader' | 'machine'
  point: string
  sentence: string
  changed: {
    word?: string
    from?: number
    to?: number
    page?: { cpu: number; page: number; offset: number; before: number[]; after: number[] }
  }[]
}

export function stepRecord(recording: Recording, op: number): StepRecord {
  const { seat, point } = recording.log.op(op)
  const changed: StepRecord['changed'] = []
  recording.log.forEachChange(op, (at, from, to) => changed.push({ word: `word ${at}`, from, to }))
  const actor = seat < 0 ? 'machine' : seat === recording.image.cpus ? 'reader' : seat
  return { op, actor, point: stepPointName(point), sentence: `${actor} at ${stepPointName(point)}`, changed }
}
