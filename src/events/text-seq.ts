import type { PrintValue } from './print-arithmetic.ts'
import { printText } from './print-format.ts'

/*
 * A page of text, as the mail's struct ring_buffer_seq: what print functions write into, and what reads of a text file take out of.
 *
 *    0          readpos              length            PAGE_SIZE - 1
 *    | taken out | to be taken out    | room            | never used: the ancestor's NUL
 *
 * The mail declares it and cuts off before its bodies; they are those of trace_seq (Linux 2.6.27), whose bugs are not here: putmem_hex
 * swapped the halves of each byte and overran its hex[17] after 8 of them, and a short read counted all that was left as read.
 */
const PAGE_SIZE = 4096
/** bytes of text that a page holds */
export const SEQ_LIMIT = PAGE_SIZE - 1

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The mail's ring_buffer_seq. Every put is all or nothing: what does not fit as a whole leaves the page as it was and gives 0. */
export class RingBufferSeq {
  private readonly page = new Uint8Array(PAGE_SIZE)
  private len = 0
  private readpos = 0

  /** bytes of text in the page, those already taken out too */
  get length(): number {
    return this.len
  }

  /**
   * Cuts the text to this length: a `length` noted before is where to roll back to.
   * @throws RangeError for more than there is
   */
  setLength(length: number): void {
    if (!Number.isInteger(length) || length < 0 || length > this.len) {
      throw new RangeError(`A text of ${this.len} bytes cannot be cut to ${length}.`)
    }
    this.len = length
    this.readpos = Math.min(this.readpos, length)
  }

  /** Empties the page. */
  reset(): void {
    this.len = 0
    this.readpos = 0
  }

  /**
   * @returns the bytes put, 1 for an empty text that had room; 0: it does not fit
   * @throws PrintFormatError for a conversion that is none, and where values are missing or left over
   */
  printf(format: string, ...values: readonly PrintValue[]): number {
    const text = encoder.encode(printText(format, values))
    if (text.length === 0) return this.room > 0 ? 1 : 0
    return this.putmem(text)
  }

  /** @returns the bytes put; 0: it is empty or does not fit */
  puts(text: string): number {
    return this.putmem(encoder.encode(text))
  }

  /** Puts one byte. @returns 1; 0: it does not fit */
  putc(byte: number): 0 | 1 {
    if (this.room < 1) return 0
    this.page[this.len++] = byte
    return 1
  }

  /** Puts bytes as they are. @returns how many; 0: they do not fit */
  putmem(bytes: Uint8Array): number {
    if (bytes.length > this.room) return 0
    this.page.set(bytes, this.len)
    this.len += bytes.length
    return bytes.length
  }

  /**
   * Puts bytes in hex and a blank after them: one number, its most significant byte, which little endian has last, first.
   * @returns the bytes of text put; 0: it does not fit
   */
  putmemHex(bytes: Uint8Array): number {
    let text = ''
    for (let at = bytes.length - 1; at >= 0; at--) text += (bytes[at] as number).toString(16).padStart(2, '0')
    return this.puts(`${text} `)
  }

  /** Takes out as much as fits, from where the last read ended: what a short read leaves, the next one gets. @returns its bytes */
  toMem(mem: Uint8Array): number {
    const taken = Math.min(mem.length, this.len - this.readpos)
    mem.set(this.page.subarray(this.readpos, this.readpos + taken))
    this.readpos += taken
    return taken
  }

  /** As `toMem`, for a reader that must tell the end from a read of nothing. @returns busy, for -EBUSY: all was read */
  copyToUser(user: Uint8Array): number | 'busy' {
    return this.readpos === this.len ? 'busy' : this.toMem(user)
  }

  /** Moves what was not taken out to a file of text, and empties the page. */
  toSeqFile(puts: (text: string) => void): void {
    puts(decoder.decode(this.page.subarray(this.readpos, this.len)))
    this.reset()
  }

  private get room(): number {
    return SEQ_LIMIT - this.len
  }
}
