/** A capture of one CPU whose rings are full: of a small ring with its bytes, of a large one the words alone. */
import { captureSlot, SlotCapture } from '../capture.ts'
import type { BenchCase } from './bench-case.ts'
import { benchBuffer, benchWriter } from './bench-ring.ts'

const CAPTURES = 20
const BODY_BYTES = 16
const PER_PAGE = 128

function capture(pages: number, what: string): BenchCase {
  return {
    name: `capture ${pages} pages${what}`,
    per: CAPTURES,
    setUp() {
      const buffer = benchBuffer({ pagesPerCpu: pages })
      const writer = benchWriter(buffer)
      const body = new Int32Array(BODY_BYTES / 4)
      for (let event = 0; event < pages * PER_PAGE; event++) writer.write(1, BODY_BYTES, body, 0)
      const captured = SlotCapture.allocate(buffer.layout)
      return () => {
        for (let time = 0; time < CAPTURES; time++) captureSlot(buffer, 0, captured)
      }
    },
  }
}

export const captureCases: readonly BenchCase[] = [capture(16, ' with their bytes'), capture(1024, ', words only')]
