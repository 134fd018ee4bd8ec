import { TrueOrder } from '../../merge/true-order.ts'
import { readBatch } from '../../reader/event-batch.ts'
import type { Delivery } from '../../recording/branches.ts'

/** Inversions and ties among what was consumed up to an op. Going on, it looks only at what is new. */
export class DeliveredOrder {
  private order: TrueOrder
  private deliveries: readonly Delivery[] = []
  private seen = 0

  /** @param offsetsNs of the clocks in force, per CPU */
  constructor(private readonly offsetsNs: readonly number[]) {
    this.order = new TrueOrder(offsetsNs)
  }

  at(deliveries: readonly Delivery[], position: number): { inversions: number; ties: number } {
    const last = deliveries[this.seen - 1]
    if (deliveries !== this.deliveries || (last && last.op > position)) this.begin(deliveries)
    for (let next = deliveries[this.seen]; next && next.op <= position; next = deliveries[++this.seen])
      for (const { cpu, ts } of readBatch(next.events)) this.order.see(cpu, ts)
    const { inversions, ties } = this.order
    return { inversions, ties }
  }

  private begin(deliveries: readonly Delivery[]): void {
    this.deliveries = deliveries
    this.order = new TrueOrder(this.offsetsNs)
    this.seen = 0
  }
}
