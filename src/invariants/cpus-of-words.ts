import type { StepLog } from '../recording/step-log.ts'
import { PAGE_WORDS } from '../ring/rfc/layout.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'

/** Whose word is it? Slots are the CPUs' own; at boot ring r and its pages belong to CPU r, ring r + cpus is its spare, and a swap stays on its CPU. */
export class CpusOfWords {
  constructor(private readonly image: RfcBuffer) {}

  /** The CPUs of which an op has changed a word. */
  changedBy(log: StepLog, op: number): Set<number> {
    const cpus = new Set<number>()
    log.forEachChange(op, (at) => {
      const cpu = this.cpuOf(at * 4)
      if (cpu !== undefined) cpus.add(cpu)
    })
    return cpus
  }

  private cpuOf(byte: number): number | undefined {
    const { layout, cpus, pagesPerCpu, pageSize } = this.image
    if (byte < layout.slotsAt) return undefined
    if (byte < layout.ringsAt) return Math.floor((byte - layout.slotsAt) / layout.slotBytes)
    const ringOf = (from: number, bytes: number): number => Math.floor((byte - from) / bytes) % cpus
    if (byte < layout.tablesAt) return ringOf(layout.ringsAt, layout.ringBytes)
    if (byte < layout.pageWordsAt) return ringOf(layout.tablesAt, layout.tableBytes)
    if (byte < layout.pagesAt) return ringOf(layout.pageWordsAt, PAGE_WORDS * 4 * pagesPerCpu)
    return ringOf(layout.pagesAt, pageSize * pagesPerCpu)
  }
}
