import { expect, test } from 'vitest'
import { allocateRfcBuffer } from './buffer.ts'
import { ReadEvent } from './read-event.ts'

test('a header can be read from any address, as C reads it: a reader as posted may step to one', () => {
  const options = { cpus: 1, pagesPerCpu: 2, pageSize: 128, snapshot: false, overwrite: true, asPosted: true }
  const buffer = allocateRfcBuffer(options, false)
  const page = buffer.pageAddress(0, 0)
  for (let at = 0; at < 128; at++) buffer.u8[page + at] = (at * 151 + 77) & 255
  const view = new DataView(buffer.arena.buffer)
  const event = new ReadEvent()
  for (let address = page; address < page + 64; address++) {
    event.copyFrom(buffer, 0, address)
    expect([event.lo, event.hi, event.type, event.length]).toEqual([
      view.getUint32(address, true),
      view.getUint32(address + 4, true),
      view.getInt16(address + 8, true),
      view.getInt16(address + 10, true),
    ])
  }
})
