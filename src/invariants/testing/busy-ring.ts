/** A ring after a seeded script of writes, reads, snapshots and resets, with all that an invariant looks at. On one thread. */
import { StepPoint } from '../../control/step-point.ts'
import { fnv1a32 } from '../../events/fnv-1a.ts'
import { STEADY_TYPE } from '../../events/steady-event.ts'
import type { ActorStand } from '../../recording/actor-stands.ts'
import type { Probe } from '../../ring/probe.ts'
import { resetCpu, snapshotAll } from '../../ring/rfc/snapshot.ts'
import { Seeded } from '../../ring/testing/seeded.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import type { ConsumedEvent } from '../moment.ts'

export const CPUS = 2
export const PAGES = 3
export const PAGE_SIZE = 128

export class BusyRing {
  readonly ring: TestRing
  readonly consumed: ConsumedEvent[] = []
  readonly stands: ActorStand[]
  readonly conditions = { irqSave: true, steady: true, stampsDiffer: true }
  private written = 0

  constructor(probe?: Probe) {
    this.ring = new TestRing({
      cpus: CPUS,
      pagesPerCpu: PAGES,
      pageSize: PAGE_SIZE,
      snapshot: true,
      ...(probe && { probe }),
    })
    this.stands = Array.from({ length: CPUS + 1 }, (_, seat) => standAt(seat, StepPoint.Rested))
  }

  /** A body of `steady`: of 12, 20, 28 … bytes. */
  write(cpu: number, bytes: number): void {
    const body = new Uint8Array(bytes)
    const view = new DataView(body.buffer)
    view.setUint32(0, this.written++, true)
    view.setUint32(bytes - 4, fnv1a32(body.subarray(0, bytes - 4)), true)
    this.ring.write(cpu, body, STEADY_TYPE)
  }
  consume(): void {
    const event = this.ring.consume()
    if (event) this.consumed.push({ ...event, body: Uint8Array.from(event.body) })
  }
  snapshot(): void {
    snapshotAll(this.ring.buffer, this.ring.options)
  }

  /** So many operations as the seed says. */
  play(seed: number, operations: number): void {
    const dice = new Seeded(seed)
    for (let operation = 0; operation < operations; operation++) {
      const kind = dice.below(20)
      if (kind === 0) this.snapshot()
      else if (kind === 1) resetCpu(this.ring.buffer, dice.below(CPUS), this.ring.options)
      else if (kind < 8) this.consume()
      else this.write(dice.below(CPUS), 12 + 8 * dice.below(8))
    }
  }
}

/** Both rings of CPU 0 hold events, one page of the live one is left with padding, the page of its head is half read. */
export function busyRing(): BusyRing {
  const busy = new BusyRing()
  for (let event = 0; event < 5; event++) busy.write(0, 20)
  busy.snapshot()
  for (let event = 0; event < 5; event++) busy.write(0, 28)
  busy.write(1, 20)
  busy.consume()
  return busy
}

export function standAt(seat: number, point: number, { a = 0, c = 0, depth = 0 } = {}): ActorStand {
  return { op: 1, at: { seat, point, a, b: 0, c }, depth }
}
