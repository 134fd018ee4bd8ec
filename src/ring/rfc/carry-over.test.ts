/** What a buffer made anew takes over: every word by name, and nothing of the rings. */
import { describe, expect, test } from 'vitest'
import { captureSlot, SlotCapture } from '../capture.ts'
import { TestRing } from '../testing/test-ring.ts'
import { allocateRfcBuffer } from './buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { carryOver } from './carry-over.ts'
import { HeaderF64, HeaderI32, SlotF64, SlotI32 } from './layout.ts'
import { snapshotAll } from './snapshot.ts'

function bufferOf(pagesPerCpu: number, overwrite = true): RfcBuffer {
  const options = { cpus: 2, pagesPerCpu, pageSize: 128, snapshot: true, overwrite, asPosted: false }
  return allocateRfcBuffer(options, false)
}

/** Each word of header and slots has a value that no other has. */
function marked(): RfcBuffer {
  const buffer = bufferOf(2)
  let mark = 100
  for (const word of Object.values(HeaderI32)) buffer.i32[word] = ++mark
  for (const word of Object.values(HeaderF64)) buffer.f64[word] = ++mark
  for (const cpu of [0, 1]) {
    for (const name of ['lock', 'sleepers', 'irqsOff', 'pendingIrqs'] as const)
      buffer.i32[buffer.slotI32(cpu) + SlotI32[name]] = ++mark
    for (const word of Object.values(SlotF64)) buffer.f64[buffer.slotF64(cpu) + word] = ++mark
  }
  return buffer
}

test('the header stays, but for the iterator’s hold', () => {
  const [from, to] = [marked(), bufferOf(5, false)]
  carryOver(from, to)
  for (const word of Object.values(HeaderF64)) expect(to.f64[word]).toBe(from.f64[word])
  expect(to.i32[HeaderI32.overwrite]).toBe(from.i32[HeaderI32.overwrite])
  expect(to.i32[HeaderI32.recordDisabled]).toBe(from.i32[HeaderI32.recordDisabled])
  expect(to.i32[HeaderI32.iterating]).toBe(0)
})

describe.each([0, 1])('CPU %d', (cpu) => {
  test('its ledger goes on; buffered and inSnapshot are erased', () => {
    const [from, to] = [marked(), bufferOf(5)]
    carryOver(from, to)
    const count = (buffer: RfcBuffer, name: keyof typeof SlotF64): number =>
      buffer.f64[buffer.slotF64(cpu) + SlotF64[name]] as number
    for (const name of ['attempted', 'inFlight', 'disabled', 'tooBig', 'full', 'committed', 'read', 'overrun'] as const)
      expect(count(to, name)).toBe(count(from, name))
    expect(count(to, 'erased')).toBe(count(from, 'erased') + count(from, 'buffered') + count(from, 'inSnapshot'))
    expect([count(to, 'buffered'), count(to, 'inSnapshot')]).toEqual([0, 0])
  })

  test('its lock stays held by whom it was held; nobody sleeps on it, and its rings are those of the new buffer', () => {
    const [from, to, fresh] = [marked(), bufferOf(5), bufferOf(5)]
    carryOver(from, to)
    const word = (buffer: RfcBuffer, name: keyof typeof SlotI32): number =>
      buffer.i32[buffer.slotI32(cpu) + SlotI32[name]] as number
    for (const name of ['lock', 'irqsOff', 'pendingIrqs'] as const) expect(word(to, name)).toBe(word(from, name))
    for (const name of ['sleepers', 'live', 'snap'] as const) expect(word(to, name)).toBe(word(fresh, name))
  })

  test('its rings begin empty, also after a swap', () => {
    const ring = new TestRing({ cpus: 2, pagesPerCpu: 2, snapshot: true })
    for (let index = 1; index <= 9; index++) ring.fill(cpu, 1, { length: 40, first: index })
    snapshotAll(ring.buffer, ring.options)
    ring.fill(cpu, 1, { length: 40, first: 10 })
    const to = bufferOf(3)
    carryOver(ring.buffer, to)
    const [taken, fresh] = [to, bufferOf(3)].map((buffer) => {
      const capture = SlotCapture.allocate(buffer.layout)
      captureSlot(buffer, cpu, capture)
      return [capture.liveRing, capture.live().state(true), capture.snapshot()?.state(true)]
    })
    expect(taken).toEqual(fresh)
  })
})
