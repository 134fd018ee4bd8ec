import { IRQ_BYTES, IRQ_LINES, IRQ_TYPE } from '../events/irq-event.ts'
import { Dice } from './seeded-words.ts'
import type { EventWriter } from './workload.ts'

/** handlers that can run at once, each in the middle of another's write */
const MAX_DEPTH = 3
const WORDS = IRQ_BYTES / 4
/** a stream of its own: interrupts leave what the CPU's workload does as it is */
const STREAM_OF_CPU_0 = 0x1000

/** What interrupts do: each writes one event of type `irq`, numbered from 0 on over all of its CPU. */
export class IrqHandler {
  private readonly dice: Dice
  /** a body for each depth: while the ring takes an outer handler's, an inner one makes its own */
  private readonly words = new Int32Array(MAX_DEPTH * WORDS)
  /** so far */
  handled = 0

  constructor({ seed, cpu }: { readonly seed: number; readonly cpu: number }) {
    this.dice = new Dice(seed, STREAM_OF_CPU_0 + cpu)
  }

  /** The next one is that after so many. */
  skipTo(handled: number): void {
    for (; this.handled < handled; this.handled++) this.dice.roll(IRQ_LINES.length)
  }

  /**
   * Writes the event of one interrupt. All is in place before: this very write may be interrupted.
   * @param depth 1: the code itself is interrupted, 2: a handler, 3: the handler of a handler
   */
  handle(writer: EventWriter, depth: number): void {
    const { words, dice } = this
    const at = (depth - 1) * WORDS
    words[at] = IRQ_LINES[dice.roll(IRQ_LINES.length)]?.irq ?? 0
    words[at + 1] = this.handled
    words[at + 2] = depth
    this.handled++
    writer.write(IRQ_TYPE, IRQ_BYTES, words, at)
  }
}
