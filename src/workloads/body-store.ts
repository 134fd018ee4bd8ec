const WORD_BYTES = 4
const FIRST_BYTES = 65536

/** The bodies of a trace's events while they are made, one behind the other, each from a whole word on; found by the event's index. */
export class BodyStore {
  readonly type: Int32Array
  /** bytes */
  readonly length: Int32Array
  private readonly at: Float64Array
  private bytes = new Uint8Array(FIRST_BYTES)
  private used = 0

  constructor(events: number) {
    this.type = new Int32Array(events)
    this.length = new Int32Array(events)
    this.at = new Float64Array(events)
  }

  get usedBytes(): number {
    return this.used
  }

  put(index: number, body: Uint8Array): void {
    this.grow(this.used + body.length + WORD_BYTES)
    this.bytes.fill(0, this.used, this.used + body.length + WORD_BYTES)
    this.bytes.set(body, this.used)
    this.at[index] = this.used
    this.length[index] = body.length
    this.used += Math.ceil(body.length / WORD_BYTES) * WORD_BYTES
  }

  /** Forgets what was put since `usedBytes` was this. */
  truncate(usedBytes: number): void {
    this.used = usedBytes
  }

  wordsOf(index: number): number {
    return Math.ceil((this.length[index] ?? 0) / WORD_BYTES)
  }

  words(index: number): Int32Array {
    return new Int32Array(this.bytes.buffer, this.at[index] ?? 0, this.wordsOf(index))
  }

  private grow(needed: number): void {
    if (needed <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    larger.set(this.bytes.subarray(0, this.used))
    this.bytes = larger
  }
}
