/** An event copied out of a ring. One object per reader, used again for every event, so that reading allocates nothing. */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { RfcBuffer } from './buffer.ts'
import { EventAt } from './layout.ts'

/** the s16 length cannot say more */
const MAX_LENGTH = 32767

export class ReadEvent {
  cpu = 0
  /** where it lay: ring number, page index, byte offset */
  ring = 0
  page = 0
  offset = 0
  /** the stamp, unsigned 32 bits each */
  lo = 0
  hi = 0
  type = 0
  /** header, body and rounding, in bytes */
  length = 0
  /** events of this CPU that were lost right before this one */
  lostBefore = 0
  /** delivered after a later event of another CPU */
  late = false
  private readonly bytes = new Uint8Array(MAX_LENGTH + 1)
  private readonly words = new Int32Array(this.bytes.buffer)

  get ts(): number {
    return this.hi * 2 ** 32 + this.lo
  }
  /** The body with its rounding: a view that holds until the next event is read. */
  get body(): Uint8Array {
    return this.bytes.subarray(0, Math.max(0, this.length - EventAt.body))
  }

  /** Copies the event at this address, the body in two halves: what a race tears. */
  copyFrom(buffer: RfcBuffer, cpu: number, address: number, probe: Probe = noProbe): void {
    this.cpu = cpu
    this.readStamp(buffer, address)
    this.type = buffer.s16At(address + EventAt.type)
    this.length = buffer.eventLength(address)
    const bytes = Math.max(0, this.length - EventAt.body)
    const half = (bytes >>> 3) * 4
    const body = address + EventAt.body
    this.copyBytes(buffer, body, 0, half)
    probe(Point.CopyHalf, cpu, half, 0)
    this.copyBytes(buffer, body, half, bytes)
    probe(Point.Copied, cpu, bytes, 0)
  }

  /** Where the event lies that is copied. */
  placeAt(ring: number, page: number, offset: number): void {
    this.ring = ring
    this.page = page
    this.offset = offset
  }

  readStamp(buffer: RfcBuffer, address: number): void {
    this.lo = buffer.wordAt(address) >>> 0
    this.hi = buffer.wordAt(address + 4) >>> 0
  }

  /** By words, as they lie on four bytes. Only a reader as posted that has stepped off its ring finds bodies and lengths that do not. */
  private copyBytes(buffer: RfcBuffer, body: number, from: number, to: number): void {
    const { u8, i32 } = buffer
    if (((body | from | to) & 3) !== 0) {
      for (let at = from; at < to; at++) this.bytes[at] = u8[body + at] as number
      return
    }
    const shift = body >>> 2
    for (let word = from >>> 2; word < to >>> 2; word++) this.words[word] = i32[shift + word] as number
  }
}

/** Order of stamps, unsigned 64 bits. Below 0: a is earlier. */
export function compareStamps(aHi: number, aLo: number, bHi: number, bLo: number): number {
  return aHi !== bHi ? aHi - bHi : aLo - bLo
}
