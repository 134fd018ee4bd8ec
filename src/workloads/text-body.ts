const NUL_BYTES = 1
/** the digit */
const ZERO = 0x30

/** The bytes of a text in ASCII. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

/** A body that is a text with a NUL at its end, put together without allocating. What does not fit is cut. */
export class TextBody {
  readonly words: Int32Array
  private readonly bytes: Uint8Array
  private readonly most: number
  private length = 0

  constructor(maxBytes: number) {
    this.words = new Int32Array(Math.ceil(maxBytes / 4))
    this.bytes = new Uint8Array(this.words.buffer)
    this.most = maxBytes - NUL_BYTES
  }

  clear(): void {
    this.length = 0
  }

  add(text: Uint8Array): void {
    for (let index = 0; index < text.length; index++) this.addByte(text[index] as number)
  }

  /** @param number whole, and not negative */
  addNumber(number: number): void {
    let digit = 1
    while (digit * 10 <= number) digit *= 10
    for (; digit >= 1; digit /= 10) this.addByte(ZERO + (Math.floor(number / digit) % 10))
  }

  /** Ends the text. @returns bytes of the body */
  end(): number {
    this.bytes[this.length] = 0
    return this.length + NUL_BYTES
  }

  private addByte(byte: number): void {
    if (this.length < this.most) this.bytes[this.length++] = byte
  }
}
