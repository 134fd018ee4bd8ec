/**
 * Interrupts as on the machine that the patch was written for: a call on the same stack. A probe point is where one can arrive.
 *
 *   interrupts on     the handler runs at once, at this very point: a nested write
 *   interrupts off    it stays pending until they are restored (the patch saves them before it takes the lock)
 *
 * Where the patch's irq save is left out, a handler that runs under the lock waits for the CPU that it interrupts, for ever.
 *
 * Each level has a writer of its own, because a writer remembers its open reservation.
 */
import { StepPoint } from '../control/step-point.ts'
import { noStop } from '../control/stop.ts'
import type { Stop } from '../control/stop.ts'
import { Point } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import type { EventWriter } from '../workloads/workload.ts'

/** an interrupt in the handler of an interrupt in the handler of an interrupt */
export const MAX_DEPTH = 3

/** What a handler writes. */
export interface InterruptHandler {
  /** @param depth 1: it interrupts the code itself, 2: another handler … */
  handle(writer: EventWriter, depth: number): void
}

export class Interrupts {
  /** points until the interrupt arrives; 0: none is on its way */
  private countdown = 0
  /** how deep handlers shall nest */
  private wanted = 0
  /** handlers that run now */
  private depth = 0
  private handler: InterruptHandler = { handle: () => {} }
  private writers: readonly EventWriter[] = []
  private words: Int32Array = new Int32Array(1)
  private slot = 0
  private cpu = 0

  /** told of each interrupt that `raise` has announced, when it arrives */
  onArrival: () => void = () => {}

  /** @param stop told of each handler that begins and ends, at points of control/step-point.ts; in step mode it parks there */
  constructor(private readonly stop: Stop = noStop) {}

  /** For the CPU's writer, its locks and the writers of its handlers. */
  readonly probe: Probe = (point) => {
    if (this.countdown > 0 && --this.countdown === 0) {
      this.onArrival()
      this.arrive(true)
    }
    // a handler that came between the save and the lock restores what it found: off
    if (point === Point.IrqsRestored && this.words[this.slot + SlotI32.irqsOff] === 0) this.runPending()
  }

  /** @param makeWriter a writer of this CPU that calls `probe` */
  connect(buffer: RfcBuffer, cpu: number, makeWriter: () => EventWriter, handler: InterruptHandler): void {
    this.words = buffer.i32
    this.slot = buffer.slotI32(cpu)
    this.cpu = cpu
    this.handler = handler
    this.writers = Array.from({ length: MAX_DEPTH }, makeWriter)
  }

  /**
   * An interrupt is on its way.
   * @param afterPoints it arrives at the n-th probe point from now; 1 or more
   * @param depth how many handlers shall nest in each other, at most MAX_DEPTH
   */
  raise(afterPoints: number, depth: number): void {
    this.countdown = afterPoints
    this.wanted = Math.min(depth, MAX_DEPTH)
  }

  /**
   * An interrupt is here.
   * @param maskable false: an NMI, which nothing holds
   * @returns true: its handler has run; false: it is pending
   */
  arrive(maskable: boolean): boolean {
    const isHeld = maskable && this.words[this.slot + SlotI32.irqsOff] !== 0
    if (isHeld) this.addPending(1)
    else this.run()
    return !isHeld
  }

  private runPending(): void {
    while ((this.words[this.slot + SlotI32.pendingIrqs] as number) > 0 && this.depth < MAX_DEPTH) {
      this.addPending(-1)
      this.run()
    }
  }

  private run(): void {
    const writer = this.writers[this.depth]
    if (!writer) return // as deep as it goes: the line stays silent
    this.depth++
    // the next one arrives in the middle of this handler's write
    if (this.depth < this.wanted) this.countdown = POINTS_INTO_HANDLER
    const { depth, cpu } = this
    this.stop(StepPoint.InterruptTaken, cpu, depth, 0)
    this.handler.handle(writer, depth)
    this.stop(StepPoint.HandlerReturned, cpu, depth, 0)
    this.depth--
  }

  private addPending(by: number): void {
    const at = this.slot + SlotI32.pendingIrqs
    this.words[at] = (this.words[at] as number) + by
  }
}

/** some points into the handler's own write: under the lock, where the write is the longest */
const POINTS_INTO_HANDLER = 8
