import { expect, test } from 'vitest'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { RingI32 } from '../ring/rfc/layout.ts'
import { Point } from '../ring/probe.ts'
import { Branches } from './branches.ts'
import { decodeRecording, encodeRecording } from './recording-file.ts'
import type { SavedRecording } from './recording-file.ts'
import { Recording } from './recording.ts'

const options = { cpus: 2, pagesPerCpu: 2, pageSize: 128, snapshot: true, overwrite: true, asPosted: false }

function recorded(): SavedRecording {
  const live = allocateRfcBuffer(options, false)
  const recording = new Recording(options, live.i32)
  const branches = Branches.begin(recording.log)
  const go = (tail: number): void => {
    live.i32[live.ringI32(1) + RingI32.tail] = tail
    recording.append({ seat: 1, point: Point.TailPublished, a: 1, b: 0, c: tail }, live.i32)
    branches.current.decisions.push({ do: 'step', seat: 1 })
  }
  go(24)
  go(48)
  branches.current.deliveries.push({ op: 2, events: Uint8Array.of(1, 2, 3).buffer })
  recording.seek(1)
  branches.fork(1)
  recording.show(branches.current.log)
  live.i32.set(recording.image.i32)
  go(64)
  const machine = { seed: 1 }
  return { machine, cpus: 2, first: recording.firstWords, branches: branches.all, current: 'fork-1', position: 1 }
}

const plain = ({ branches, ...rest }: SavedRecording) => ({
  ...rest,
  branches: branches.map(({ log, ...branch }) => ({ ...branch, ...log.toArrays() })),
})

test('a recording comes back with all its branches', () => {
  const saved = recorded()
  const back = decodeRecording(encodeRecording(saved))
  expect(plain(back)).toEqual(plain(saved))
  const shown = new Recording(options, back.first, back.branches[1]?.log)
  shown.seek(2)
  expect(shown.image.i32[shown.image.ringI32(1) + RingI32.tail]).toBe(64)
})

test('whatever is cut off is refused, at every byte', () => {
  const bytes = encodeRecording(recorded())
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeRecording(bytes.subarray(0, length)), `${length} bytes`).toThrow(RangeError)
})

test('a change outside of the memory, or an op of nobody, is refused', () => {
  const { branches, ...rest } = recorded()
  const [main] = branches
  main?.log.append({ seat: 7, point: Point.TailPublished, a: 0, b: 0, c: 0 })
  expect(() => decodeRecording(encodeRecording({ ...rest, branches }))).toThrow(/op 3 is of actor 7/)
  const other = recorded()
  other.branches[0]?.log.change(1e9, 0, 1)
  other.branches[0]?.log.append({ seat: 1, point: Point.TailPublished, a: 0, b: 0, c: 0 })
  expect(() => decodeRecording(encodeRecording(other))).toThrow(/changes a word that is not there/)
})
