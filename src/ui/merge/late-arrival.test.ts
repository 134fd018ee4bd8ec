import { describe, expect, test } from 'vitest'
import type { LogRow } from '../../store/event-log.ts'
import { EventLog } from '../../store/event-log.ts'
import { deliveredRows } from './delivered.ts'
import { lateArrival, lateReason } from './late-arrival.ts'

const BODY = new Uint8Array(4)

function event(cpu: number, ts: number, late = false): LogRow {
  const place = { ring: cpu, page: 0, offset: 0 }
  return { kind: 'event', cpu, ts, type: 1, body: BODY, task: '', late, inverted: late, tieWith: undefined, place }
}

const arrival = (rows: readonly LogRow[]) => lateArrival((at) => rows[at], rows.length - 1)

describe('a late event', () => {
  test('was overtaken by the last one that was not late', () => {
    const rows = [event(0, 5), event(1, 15), event(1, 20), event(3, 12, true)]
    const late = arrival(rows)
    expect(late).toEqual({ cpu: 3, byNs: 8, atLeast: false, overtakenBy: { cpu: 1, ts: 20 } })
    expect(late && lateReason(late)).toBe('CPU 3’s ring was empty when CPU 1’s event was taken')
  })

  test('behind other late ones is late by the same event', () => {
    const rows = [event(1, 20), event(3, 12, true), event(2, 11, true)]
    expect(arrival(rows)).toMatchObject({ cpu: 2, byNs: 9, overtakenBy: { cpu: 1 } })
  })

  test('of a CPU whose own stamps went back is told so', () => {
    const late = arrival([event(2, 20), event(2, 19, true)])
    expect(late && lateReason(late)).toBe('CPU 2’s own stamps went back')
  })

  test('is late by at least so much where events in between are not listed', () => {
    const rows: LogRow[] = [event(1, 20), { kind: 'unlisted', count: 7, ts: 30 }, event(3, 12, true)]
    expect(arrival(rows)).toMatchObject({ byNs: 8, atLeast: true })
  })

  test('whose overtaker is not in the log any more is not explained, and one in time is none', () => {
    expect(arrival([event(3, 12, true)])).toBeUndefined()
    expect(arrival([event(1, 11), event(3, 12)])).toBeUndefined()
  })
})

test('the rows delivered last, with how far up a late one belongs among them', () => {
  const log = new EventLog()
  log.append([event(0, 1), event(1, 15), { kind: 'lost', cpu: 1, count: 3, ts: 20 }, event(1, 20), event(3, 12, true)])
  const rows = deliveredRows(log, 3)
  expect(rows.map(({ number }) => number)).toEqual([2, 3, 4])
  expect(rows.map(({ rowsUp }) => rowsUp)).toEqual([0, 0, 1])
  expect(deliveredRows(log, 9).at(-1)?.rowsUp).toBe(3)
})
