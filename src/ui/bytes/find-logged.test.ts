import { expect, test } from 'vitest'
import { EventLog } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { BLOCK_ROWS } from '../../store/log-block.ts'
import { Seeded } from '../../ring/testing/seeded.ts'
import { findLogged } from './find-logged.ts'

const SEED = 8

function eventRow(cpu: number, ts: number, offset: number): LogRow {
  return {
    kind: 'event',
    cpu,
    ts,
    type: 1,
    body: new Uint8Array([offset]),
    task: '',
    late: false,
    inverted: false,
    tieWith: undefined,
    place: { ring: cpu, page: 0, offset },
  }
}

test(`an event is found by place and stamp, over blocks, ties and late rows; seed ${SEED}`, () => {
  const random = new Seeded(SEED)
  const log = new EventLog()
  const clocks = [0, 0, 0]
  const rows: LogRow[] = []
  for (let index = 0; index < 3 * BLOCK_ROWS + 100; index++) {
    const cpu = random.below(3)
    // CPUs go on at their own pace, so the log is only nearly in order; equal stamps are normal
    clocks[cpu] = (clocks[cpu] as number) + random.below(3)
    rows.push(eventRow(cpu, clocks[cpu] as number, index % 200))
    if (random.below(50) === 0) rows.push({ kind: 'lost', cpu, count: 2, ts: clocks[cpu] as number })
  }
  log.append(rows)
  for (const row of rows) {
    if (row.kind !== 'event' || random.below(20) > 0) continue
    const found = findLogged(log, { cpu: row.cpu, ts: row.ts, ...row.place })
    expect(found).toMatchObject({ cpu: row.cpu, ts: row.ts, place: row.place })
  }
  const [cpu, ts] = [1, clocks[1] as number]
  expect(findLogged(log, { cpu, ts: ts + 1, ring: 1, page: 0, offset: 0 })).toBeUndefined()
  expect(findLogged(log, { cpu, ts: ts / 2, ring: 1, page: 7, offset: 0 })).toBeUndefined()
  expect(findLogged(log, { cpu: 9, ts, ring: 9, page: 0, offset: 0 })).toBeUndefined()
  expect(findLogged(new EventLog(), { cpu, ts, ring: 1, page: 0, offset: 0 })).toBeUndefined()
})
