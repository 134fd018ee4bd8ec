/** Lanes over a log that a test fills, without a machine. */
import { createRingsideStore } from '../../../store/ringside-store.ts'
import { EventLog } from '../../../store/event-log.ts'
import type { LogRow } from '../../../store/event-log.ts'
import { EventTypes } from '../../../events/event-types.ts'
import type { SlotCapture } from '../../../ring/capture.ts'
import type { CurrentCaptures } from '../../../store/current-captures.ts'
import { WholeRings } from '../../whole-rings.ts'
import type { RingSource } from '../../whole-rings.ts'
import { Lanes } from '../lanes.ts'
import type { LaneSource } from '../lanes.ts'

export interface TestSource extends LaneSource {
  /** as the machine's captures are at the moment */
  readonly slots: (SlotCapture | undefined)[]
  changed(): void
}

export function testSource(cpus: number): TestSource {
  const store = createRingsideStore({ isolated: true, sharedMemory: true, workers: true, stepping: false })
  store.setState(({ config }) => ({ config: { ...config, cpus }, boot: 1 }))
  const slots: (SlotCapture | undefined)[] = []
  let version = 0
  const captures = {
    latest: (cpu: number) => slots[cpu],
    get version() {
      return version
    },
  }
  const changed = (): void => void version++
  // of the captures, lanes use no more than this
  return { store, log: new EventLog(), types: new EventTypes(), captures: captures as CurrentCaptures, slots, changed }
}

/** @param ringBytes as the reader copies them */
export function testWhole({ store, captures }: LaneSource, ringBytes: RingSource['ringBytes'] = never): WholeRings {
  return new WholeRings({ store, captures, ringBytes })
}

function never(): Promise<Uint8Array> {
  return new Promise(() => {})
}

export function testLanes(cpus: number, rows: readonly LogRow[] = []): { lanes: Lanes; source: TestSource } {
  const source = testSource(cpus)
  source.log.append(rows)
  const lanes = new Lanes(source, testWhole(source))
  lanes.sync()
  return { lanes, source }
}

/** @param page tells events of equal stamps apart */
export function readEvent(cpu: number, ts: number, { type = 1, page = 0, offset = 0 } = {}): LogRow {
  const place = { ring: cpu, page, offset }
  const marks = { late: false, inverted: false, tieWith: undefined }
  return { kind: 'event', cpu, ts, type, body: new Uint8Array(), task: 'a-1', place, ...marks }
}

export function lost(cpu: number, count: number, ts: number): LogRow {
  return { kind: 'lost', cpu, count, ts }
}
