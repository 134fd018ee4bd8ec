/** How full each CPU's ring was a moment ago: samples over time, drawn as a thin strip beside the ring. */
import type { SlotCapture } from '../../ring/capture.ts'

/** samples kept, as many as the strip has pixels */
export const SAMPLES = 76
/** ms between two samples: the strip shows some two seconds */
const PERIOD_MS = 30

interface History {
  /** shares of the ring's bytes, from 0 to 1, in turn */
  readonly unread: Float32Array
  readonly padding: Float32Array
  /** events committed per ms since the sample before */
  readonly rate: Float32Array
  /** 1: something was lost since the sample before */
  readonly lost: Uint8Array
  next: number
  count: number
  atMs: number
  lostBefore: number
  committedBefore: number
}

export interface Sample {
  readonly unread: number
  readonly padding: number
  /** events committed per ms */
  readonly rate: number
  readonly lost: boolean
}

export class RingHistory {
  private readonly cpus = new Map<number, History>()

  sample(cpu: number, capture: SlotCapture, nowMs: number): void {
    const history = this.cpus.get(cpu) ?? emptyHistory()
    this.cpus.set(cpu, history)
    if (nowMs - history.atMs < PERIOD_MS) return
    const { layout } = capture
    const { unreadBytes, paddingBytes } = capture.live().sums()
    const { overrun, refused, committed } = capture.ledger()
    const [bytes, lost] = [layout.pagesPerCpu * layout.pageSize, overrun + refused.full]
    history.unread[history.next] = unreadBytes / bytes
    history.padding[history.next] = paddingBytes / bytes
    // of the first sample nothing is known
    history.rate[history.next] = history.count > 0 ? (committed - history.committedBefore) / (nowMs - history.atMs) : 0
    history.lost[history.next] = history.count > 0 && lost > history.lostBefore ? 1 : 0
    history.next = (history.next + 1) % SAMPLES
    history.count = Math.min(SAMPLES, history.count + 1)
    history.atMs = nowMs
    history.lostBefore = lost
    history.committedBefore = committed
  }

  /** Forgets the machine before. */
  clear(): void {
    this.cpus.clear()
  }

  /** The newest last. */
  *samples(cpu: number): Generator<Sample> {
    const history = this.cpus.get(cpu)
    if (!history) return
    for (let back = history.count; back > 0; back--) {
      const at = (history.next - back + SAMPLES) % SAMPLES
      yield {
        unread: history.unread[at] as number,
        padding: history.padding[at] as number,
        rate: history.rate[at] as number,
        lost: history.lost[at] === 1,
      }
    }
  }
}

function emptyHistory(): History {
  const shares = (): Float32Array => new Float32Array(SAMPLES)
  return {
    unread: shares(),
    padding: shares(),
    rate: shares(),
    lost: new Uint8Array(SAMPLES),
    next: 0,
    count: 0,
    atMs: -Infinity,
    lostBefore: 0,
    committedBefore: 0,
  }
}
