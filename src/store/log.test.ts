import { expect, test } from 'vitest'
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import { EventLog } from './event-log.ts'
import { LogRows } from './log-rows.ts'

const event = (patch: Partial<BatchedEvent>): BatchedEvent => ({
  cpu: 0,
  ts: 1,
  type: 9,
  body: new Uint8Array(4),
  lostBefore: 0,
  late: false,
  ...patch,
})

test('a loss is a row before its event, a lap begins with a mark, and each lap is marked once', () => {
  const rows = new LogRows(new EventTypes(BUILT_IN_EVENTS), 1000)
  const kinds = rows
    .rowsOf([
      event({ ts: 5 }),
      event({ ts: 900, cpu: 1, lostBefore: 7 }),
      event({ ts: 1001 }),
      event({ ts: 999, late: true }),
      event({ ts: 2500 }),
    ])
    .map((row) =>
      row.kind === 'lost' ? `lost ${row.count} on ${row.cpu}` : row.kind === 'lap' ? `lap ${row.lap}` : row.kind,
    )
  expect(kinds).toEqual(['event', 'lost 7 on 1', 'event', 'lap 1', 'event', 'event', 'lap 2', 'event'])
})

test('the log keeps the newest rows and knows how many went before', () => {
  const log = new EventLog()
  let heard = 0
  const stop = log.subscribe(() => heard++)
  for (let part = 0; part < 60; part++)
    log.append(Array.from({ length: 1000 }, (_, at) => ({ kind: 'unlisted', count: part * 1000 + at, ts: 0 })))
  expect(heard).toBe(60)
  expect(log.first + log.length).toBe(60_000)
  expect(log.row(0)).toMatchObject({ count: log.first })
  expect(log.row(log.length - 1)).toMatchObject({ count: 59_999 })
  expect(log.length).toBeGreaterThanOrEqual(50_000)
  expect(log.length).toBeLessThanOrEqual(55_000)
  stop()
  log.clear()
  expect([heard, log.length]).toEqual([60, 0])
})
