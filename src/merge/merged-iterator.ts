/**
 * ring_buffer_start … peek, read … finish: the events of all CPUs in one order, and nothing is consumed. The rings stand still meanwhile, so the
 * order is exact: by stamp, then CPU, then place.
 */
import { RfcCursors } from '../ring/rfc/iterate.ts'
import type { IteratorOptions } from '../ring/rfc/iterate.ts'
import type { Position } from '../ring/rfc/advance.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { ReadEvent } from '../ring/rfc/read-event.ts'
import { KernelBug } from '../ring/trace-buffer.ts'
import { LinearScan } from './linear-scan.ts'
import { mergeOrder } from './merge-tree.ts'
import type { Order } from './runs.ts'

export class MergedIterator {
  /** what `peek` and `read` found; its `cpu` is the mail's next_cpu */
  readonly event = new ReadEvent()
  private readonly cursors: RfcCursors
  private readonly order: Order

  /**
   * Holds recording off until `finish`.
   * @throws RingError no-snapshot; as posted that is a KernelBug
   */
  constructor(
    private readonly buffer: RfcBuffer,
    options: IteratorOptions,
  ) {
    this.cursors = new RfcCursors(buffer, options)
    // as posted the rings may move under the iterator: `enable` undoes its hold
    this.order = buffer.asPosted ? new LinearScan(this.cursors) : mergeOrder(this.cursors)
  }

  /** @returns false at the end; else the next event is in `event` */
  peek(): boolean {
    const cpu = this.order.next()
    if (cpu < 0) return false
    this.cursors.copy(cpu, this.event)
    return true
  }

  /** Peek, and go on. @throws KernelBug as posted, where the C code hits BUG_ON */
  read(): boolean {
    if (!this.peek()) return false
    this.cursors.advance(this.event.cpu)
    this.order.pass()
    return true
  }

  /**
   * Reads at most `most` events, or to the end.
   * @throws KernelBug after more events than the rings can hold: as posted the iterator can walk off a full tail page and in circles from then on
   */
  readUpTo(most: number, take: (event: ReadEvent) => void): void {
    const { room } = this.buffer
    for (let events = 0; events < most && this.read(); events++) {
      if (events === room)
        throw new KernelBug(`endless loop: the iterator has found more than the ${room} events that the rings can hold`)
      take(this.event)
    }
  }

  finish(): void {
    this.cursors.finish()
  }

  /** where the iterator stands on a CPU, for the op scripts */
  position(cpu: number): Readonly<Position> | undefined {
    return this.cursors.position(cpu)
  }
}
