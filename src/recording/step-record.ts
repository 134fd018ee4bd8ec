/** An op as the contract tells it: who, where, what it did in one sentence, and what changed from what to what. */
import { stepPointName } from '../control/step-point.ts'
import type { ActorEnd } from './branches.ts'
import type { Recording } from './recording.ts'
import { sentenceOf } from './sentences.ts'
import { MACHINE_SEAT } from './step-log.ts'
import { wordAfter } from './word-after.ts'
import { placeOfWord } from './word-names.ts'

export interface Change {
  word?: string
  from?: number
  to?: number
  page?: { cpu: number; page: number; offset: number; before: number[]; after: number[] }
}

export interface StepRecord {
  op: number
  actor: number | 'reader' | 'machine'
  point: string
  sentence: string
  changed: Change[]
}

/**
 * @param op 1 to the recording's length, wherever the recording stands
 * @param ends why actors of this branch have ended @throws RangeError
 */
export function stepRecord(recording: Recording, op: number, ends: readonly ActorEnd[] = []): StepRecord {
  const { seat, point } = recording.log.op(op)
  const { cpus } = recording.image
  return {
    op,
    actor: seat === MACHINE_SEAT ? 'machine' : seat === cpus ? 'reader' : seat,
    point: stepPointName(point),
    sentence: sentenceOf(recording, op) + whyEnded(ends, op),
    changed: changesOf(recording, op),
  }
}

/** What a bug says of itself. */
function whyEnded(ends: readonly ActorEnd[], op: number): string {
  const end = ends.find((each) => each.op === op)
  return end ? ` ${end.why}` : ''
}

function changesOf(recording: Recording, op: number): Change[] {
  const { image, log } = recording
  const changes: Change[] = []
  const floats = new Map<number, { name: string; before: Int32Array; after: Int32Array }>()
  log.forEachChange(op, (at, from, to) => {
    const place = placeOfWord(image, at)
    if (place.kind === 'i32') changes.push({ word: place.name, from, to })
    else if (place.kind === 'f64') {
      // of a counter the half that did not change is what it was before and after
      const float = floats.get(place.at) ?? { name: place.name, ...halvesAfter(recording, op, place.at) }
      float.before[at & 1] = from
      float.after[at & 1] = to
      floats.set(place.at, float)
    } else addBytes(changes, place, from, to)
  })
  for (const { name, before, after } of floats.values())
    changes.push({ word: name, from: asFloat(before), to: asFloat(after) })
  return changes
}

/** Both words of a Float64 as they are after this op. */
function halvesAfter(recording: Recording, op: number, float: number): { before: Int32Array; after: Int32Array } {
  const words = Int32Array.of(wordAfter(recording, op, float * 2), wordAfter(recording, op, float * 2 + 1))
  return { before: words.slice(), after: words }
}

function asFloat(halves: Int32Array): number {
  return new Float64Array(halves.slice().buffer)[0] as number
}

/** The bytes of this word that differ, joined to the run before where they go on from it. */
function addBytes(
  changes: Change[],
  { cpu, page, offset }: { cpu: number; page: number; offset: number },
  from: number,
  to: number,
): void {
  const [before, after] = [bytesOf(from), bytesOf(to)]
  for (let byte = 0; byte < 4; byte++) {
    if (before[byte] === after[byte]) continue
    const run = changes.at(-1)?.page
    const at = offset + byte
    if (run && run.cpu === cpu && run.page === page && run.offset + run.before.length === at) {
      run.before.push(before[byte] as number)
      run.after.push(after[byte] as number)
    } else {
      changes.push({
        page: { cpu, page, offset: at, before: [before[byte] as number], after: [after[byte] as number] },
      })
    }
  }
}

function bytesOf(word: number): Uint8Array {
  return new Uint8Array(Int32Array.of(word).buffer)
}
