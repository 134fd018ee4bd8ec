/** A CPU that writes 1, 2, 3 … flat out, each until it is committed. Its message says how far it has come. */
import { wordsOf } from '../rfc/body.ts'
import { RfcWriter } from '../rfc/write.ts'
import { FlatOut } from './flat-out.ts'
import type { FlatOutMemory } from './flat-out.ts'
import { sequencedBody } from './sequenced-body.ts'

export interface FlatOutWriterJob {
  memory: FlatOutMemory
  cpu: number
}

/** bytes; 4 more than a multiple of 8, so nothing is rounded */
export const BODY_BYTES = 20
/** refusals in a row, after which room is waited for: each of them takes the lock that the reader needs to make some */
const PATIENCE = 100

export function run({ memory, cpu }: FlatOutWriterJob, post: (committed: number) => void): void {
  const shared = new FlatOut(memory)
  const writer = new RfcWriter(shared.buffer, { cpu, clock: shared.clock, locks: shared.locksOf(cpu) })
  let committed = 0
  let refusals = 0
  while (!shared.isStopped) {
    const body = wordsOf(sequencedBody(committed + 1, BODY_BYTES))
    if (writer.write(1, BODY_BYTES, body, 0) >= 0) {
      committed++
      refusals = 0
    } else if (++refusals % PATIENCE === 0) shared.letOthersWork()
  }
  shared.rest()
  post(committed)
}
