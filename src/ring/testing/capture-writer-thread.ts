/** A thread that copies captures of one number each into a capture memory, as fast as it can, until it is told to end. */
import { CaptureMemory } from '../capture-memory.ts'
import { SlotCapture } from '../capture.ts'
import type { RfcLayout } from '../rfc/layout.ts'

export interface CaptureWriting {
  readonly layout: RfcLayout
  readonly memory: SharedArrayBuffer
  /** one word: not 0 ends it */
  readonly end: Int32Array
}

export function run({ layout, memory, end }: CaptureWriting, post: (copies: number) => void): void {
  const shared = new CaptureMemory(layout, memory)
  const from = SlotCapture.allocate(layout)
  let copies = 0
  do {
    from.numbers.fill(++copies)
    for (let cpu = 0; cpu < layout.cpus; cpu++) shared.copy(from, shared.capture(cpu))
  } while (Atomics.load(end, 0) === 0)
  post(copies)
}
