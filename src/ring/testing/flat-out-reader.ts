/**
 * Consumes what threads write flat out, and throws where one of a CPU's numbers is missing or comes twice. It says when it has come into its
 * stride; it goes on until it has read enough of a CPU that comes later, then stops all writers, and reads what is left.
 */
import { RfcConsumer } from '../rfc/consume.ts'
import type { ReadEvent } from '../rfc/read-event.ts'
import { FIRST_READER } from '../slot-lock.ts'
import { FlatOut } from './flat-out.ts'
import type { FlatOutMemory } from './flat-out.ts'
import { readSequence } from './sequenced-body.ts'

export interface FlatOutReaderJob {
  memory: FlatOutMemory
  laterCpu: number
  /** events, of all CPUs, before it says that it reads */
  stride: number
  /** events of the later CPU */
  enough: number
}

/** events read, by CPU */
export type FlatOutReport = number[]

export function run(job: FlatOutReaderJob, post: (read: FlatOutReport) => void): void {
  const shared = new FlatOut(job.memory)
  const { cpus } = shared.buffer
  const consumer = new RfcConsumer(shared.buffer, shared.locksOf(FIRST_READER))
  const read = Array.from({ length: cpus }, () => 0)
  const check = new MergeCheck(read)
  for (let events = 1; (read[job.laterCpu] as number) < job.enough;) {
    if (!consumer.consume()) continue
    check.next(consumer.event)
    if (events++ === job.stride) post([...read])
  }
  shared.stop()
  shared.awaitRested(cpus)
  while (consumer.consume()) check.next(consumer.event)
  post(read)
}

class MergeCheck {
  private deliveredTs = 0

  constructor(private readonly read: FlatOutReport) {}

  next({ cpu, ts, body, late }: ReadEvent): void {
    const seq = readSequence(body)
    const last = this.read[cpu] as number
    if (seq !== last + 1) throw new Error(`CPU ${cpu}: ${seq} after ${last}`)
    if (late !== ts < this.deliveredTs) throw new Error(`${ts} after ${this.deliveredTs}: late is ${late}`)
    this.read[cpu] = seq
    this.deliveredTs = Math.max(this.deliveredTs, ts)
  }
}
