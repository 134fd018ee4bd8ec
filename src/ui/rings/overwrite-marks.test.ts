import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import { allocateRfcBuffer } from '../../ring/rfc/buffer.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { OverwriteMarks } from './overwrite-marks.ts'

function ring() {
  const buffer = allocateRfcBuffer(
    { cpus: 1, pagesPerCpu: 2, pageSize: 128, snapshot: false, overwrite: true, asPosted: false },
    false,
  )
  const writer = new RfcWriter(buffer, { cpu: 0, clock: new VirtualClock(), locks: noLocks })
  const marks = new OverwriteMarks()
  const slot = SlotCapture.allocate(buffer.layout)
  const look = (nowMs: number, isStepped = false): void => {
    captureSlot(buffer, 0, slot)
    marks.update(0, slot, nowMs, isStepped)
  }
  return { marks, look, fillPage: () => writer.write(1, 116, new Int32Array(32), 0) }
}

test('a page that is pushed out is marked for a second', () => {
  const { marks, look, fillPage } = ring()
  fillPage()
  fillPage()
  look(0)
  expect(marks.mark(0, 0)).toBeUndefined()
  fillPage()
  look(100)
  expect(marks.mark(0, 100)).toEqual({ page: 0, lost: 1, storm: false })
  look(500)
  expect(marks.mark(0, 1099)).toEqual({ page: 0, lost: 1, storm: false })
  expect(marks.mark(0, 1100)).toBeUndefined()
})

test('where one steps it is marked as long as the tail is on it, whenever one looks', () => {
  const { marks, look, fillPage } = ring()
  fillPage()
  fillPage()
  look(0, true)
  expect(marks.mark(0, 0)).toBeUndefined()
  fillPage()
  look(100, true)
  expect(marks.mark(0, 1e9)).toEqual({ page: 0, lost: 1, storm: false })
  fillPage()
  look(200, true)
  expect(marks.mark(0, 1e9)).toEqual({ page: 1, lost: 1, storm: false })
})

test('what was lost before one looked is not marked', () => {
  const { marks, look, fillPage } = ring()
  for (let at = 0; at < 5; at++) fillPage()
  look(0)
  expect(marks.mark(0, 0)).toBeUndefined()
})

test('what was lost while nobody looked is not marked as new', () => {
  const { marks, look, fillPage } = ring()
  look(0)
  marks.forget(0)
  for (let at = 0; at < 5; at++) fillPage()
  look(100)
  expect(marks.mark(0, 100)).toBeUndefined()
  fillPage()
  look(200)
  expect(marks.mark(0, 200)?.lost).toBe(1)
})

test('more than three in a second do not flash', () => {
  const { marks, look, fillPage } = ring()
  look(0)
  for (let at = 0; at < 8; at++) {
    fillPage()
    look(100 * at)
  }
  expect(marks.mark(0, 700)?.storm).toBe(true)
  expect(marks.mark(0, 1699)?.storm).toBe(false)
})
