/** What it costs to push a full head page out: repaired its count is read, as posted its events are walked. */
import { noProbe } from '../probe.ts'
import { pushHeadPage } from '../rfc/overrun.ts'
import { noLocks } from '../slot-lock.ts'
import type { BenchCase } from './bench-case.ts'
import { benchBuffer, benchWriter } from './bench-ring.ts'

const BODY_BYTES = 16
const EVENT_BYTES = 32
const PAGES = 64
const WRITES = 20_000

export function pushName(pageSize: number, asPosted: boolean): string {
  return `push a page of ${pageSize / EVENT_BYTES} events, ${asPosted ? 'as posted' : 'repaired'}`
}

/** The head goes round a ring that nobody writes to: its pages keep their bytes, so that the walk always finds them full. */
function push(pageSize: number, asPosted: boolean): BenchCase {
  const rounds = asPosted ? 2 : 100
  return {
    name: pushName(pageSize, asPosted),
    per: rounds * PAGES,
    setUp() {
      const buffer = benchBuffer({ pagesPerCpu: PAGES, pageSize, asPosted })
      const writer = benchWriter(buffer, { locks: noLocks })
      const body = new Int32Array(BODY_BYTES / 4)
      for (let event = 0; event < (PAGES * pageSize) / EVENT_BYTES; event++) writer.write(1, BODY_BYTES, body, 0)
      return () => {
        for (let time = 0; time < rounds; time++)
          for (let page = 0; page < PAGES; page++) pushHeadPage(buffer, 0, 0, page, noProbe)
      }
    },
  }
}

function overwrite(asPosted: boolean): BenchCase {
  return {
    name: `write ${BODY_BYTES} B, overwriting, ${asPosted ? 'as posted' : 'repaired'}`,
    per: WRITES,
    setUp() {
      const writer = benchWriter(benchBuffer({ asPosted }))
      const body = new Int32Array(BODY_BYTES / 4)
      return () => {
        for (let time = 0; time < WRITES; time++) writer.write(1, BODY_BYTES, body, 0)
      }
    },
  }
}

export const overrunCases: readonly BenchCase[] = [
  ...[false, true].flatMap((asPosted) => [4096, 32768].map((pageSize) => push(pageSize, asPosted))),
  overwrite(false),
  overwrite(true),
]
