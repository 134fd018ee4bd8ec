/** A buffer of model rings: what every call does to rings and ledgers, in the plainest way. */
import { EVENT_HEADER_BYTES, maxPayloadBytes } from '../trace-buffer.ts'
import type { Ledger, RingError, WriteOutcome } from '../trace-buffer.ts'
import { ModelRing } from './model-ring.ts'
import type { ModelEvent, Told } from './model-ring.ts'

export interface ModelOptions {
  cpus: number
  pagesPerCpu: number
  pageSize: number
  snapshot: boolean
  overwrite: boolean
}

export interface Delivered extends Told {
  late: boolean
}

export type Refusal = RingError['code']

export class ModelCpu {
  live: ModelRing
  spare: ModelRing
  reservation: ModelEvent | undefined
  readonly ledger: Ledger = {
    attempted: 0,
    committed: 0,
    inFlight: 0,
    refused: { disabled: 0, tooBig: 0, full: 0 },
    read: 0,
    buffered: 0,
    overrun: 0,
    erased: 0,
    inSnapshot: 0,
  }
  /** the stamp that comes next */
  nextTs = 1

  constructor({ pagesPerCpu, pageSize }: ModelOptions) {
    this.live = new ModelRing(pagesPerCpu, pageSize)
    this.spare = new ModelRing(pagesPerCpu, pageSize)
  }

  snapshot(): void {
    this.eraseSpare()
    ;[this.live, this.spare] = [this.spare, this.live]
    this.ledger.inSnapshot = this.ledger.buffered
    this.ledger.buffered = 0
  }
  eraseSpare(): void {
    this.ledger.erased += this.spare.reset()
    this.ledger.inSnapshot = 0
  }
  eraseLive(): void {
    this.ledger.erased += this.live.reset()
    this.ledger.buffered = 0
  }
}

export class ModelBuffer {
  readonly cpus: ModelCpu[]
  overwrite: boolean
  disabled = 0
  /** what each open iterator still gives, per CPU */
  readonly iterators: Told[][][] = []
  late = 0
  private delivered = 0
  /** the number of the next attempt, over all CPUs */
  nextSeq = 1

  constructor(readonly options: ModelOptions) {
    this.cpus = Array.from({ length: options.cpus }, () => new ModelCpu(options))
    this.overwrite = options.overwrite
  }

  cpu(index: number): ModelCpu {
    return this.cpus[index] as ModelCpu
  }

  reserve(index: number, type: number, body: Uint8Array): WriteOutcome {
    const cpu = this.cpu(index)
    const { ledger } = cpu
    const seq = this.nextSeq++
    ledger.attempted++
    if (this.disabled > 0 || this.iterators.length > 0) {
      ledger.refused.disabled++
      return 'disabled'
    }
    if (body.length > maxPayloadBytes(this.options.pageSize)) {
      ledger.refused.tooBig++
      return 'too-big'
    }
    const total = Math.ceil((EVENT_HEADER_BYTES + body.length) / 8) * 8
    const event = { seq, cpu: index, ts: cpu.nextTs, type, body, total }
    const lost = cpu.live.reserve(event, this.overwrite)
    if (lost === undefined) {
      ledger.refused.full++
      return 'full'
    }
    cpu.nextTs++
    cpu.reservation = event
    ledger.inFlight++
    ledger.overrun += lost
    ledger.buffered -= lost
    return 'committed'
  }

  commit(index: number): void {
    const { ledger, live } = this.cpu(index)
    live.commit()
    this.cpu(index).reservation = undefined
    ledger.inFlight--
    ledger.committed++
    ledger.buffered++
  }

  consume(take: boolean): Delivered | undefined {
    const heads = this.cpus.map(({ live }) => live.first())
    const told = earliest(heads)
    if (!told) return undefined
    const late = told.event.ts < this.delivered
    if (!take) return { ...told, late }
    const { ledger, live } = this.cpu(told.event.cpu)
    live.take()
    ledger.buffered--
    ledger.read++
    if (late) this.late++
    this.delivered = Math.max(this.delivered, told.event.ts)
    return { ...told, late }
  }

  /** What stands in the way of an iterator, a snapshot or a reset. */
  refusal(needsSnapshot: boolean, mayIterate: boolean): Refusal | undefined {
    if (needsSnapshot && !this.options.snapshot) return 'no-snapshot'
    return this.iterators.length > 0 && !mayIterate ? 'iterator-open' : undefined
  }

  start(snapshot: boolean): void {
    this.iterators.push(this.cpus.map(({ live, spare }) => (snapshot ? spare : live).unreadEvents()))
  }
  iterate(of: number): Told | undefined {
    const iterator = this.iterators[of] as Told[][]
    const told = earliest(iterator.map(([first]) => first))
    if (told) iterator[told.event.cpu]?.shift()
    return told
  }
}

/** The smallest stamp; of equal ones that of the lowest CPU. */
function earliest(heads: readonly (Told | undefined)[]): Told | undefined {
  let best: Told | undefined
  for (const head of heads) if (head && (!best || head.event.ts < best.event.ts)) best = head
  return best
}
