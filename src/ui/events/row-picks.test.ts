import { expect, test } from 'vitest'
import { createRingsideStore } from '../../store/ringside-store.ts'
import { EventLog } from '../../store/event-log.ts'
import type { Session } from '../../store/session.ts'
import { ListPart } from './list-part.ts'
import { ListRows, UNREAD_FROM } from './list-rows.ts'
import { RowPicks } from './row-picks.ts'
import { eventRow, lostRow } from './testing/made-rows.ts'

/** Ten rows, of which the fourth is a loss and every event has an offset of its own; `revealed` are the rows that the list went to. */
function made() {
  const [log, unreadLog] = [new EventLog(), new EventLog()]
  log.append(
    Array.from({ length: 10 }, (_, at) =>
      at === 3 ? lostRow(0, 5) : eventRow({ ts: 100 + at, place: { ring: 0, page: 1, offset: 16 * at } }),
    ),
  )
  unreadLog.append([eventRow({ ts: 500, place: { ring: 0, page: 2, offset: 0 } })])
  const rows = new ListRows(new ListPart(log), new ListPart(unreadLog))
  rows.hasNote = true
  const store = createRingsideStore({ isolated: true, sharedMemory: true, workers: true, stepping: true })
  const session = { store, captures: { latest: () => undefined } } as unknown as Session
  const revealed: number[] = []
  const picks = new RowPicks(session, rows, (number) => number !== undefined && revealed.push(number))
  store.subscribe((state, before) => {
    if (state.selection !== before.selection) picks.adopt(state.selection, true)
  })
  return { rows, store, picks, revealed }
}

test('an event that is picked is the page’s selection; a loss leaves that as it is', () => {
  const { picks, store, revealed } = made()
  picks.pick(2)
  expect(store.getState().selection).toEqual({
    cpu: 0,
    page: 1,
    snapshot: false,
    event: { ring: 0, offset: 32, ts: 102 },
  })
  picks.pick(3)
  expect(store.getState().selection?.event?.ts).toBe(102)
  expect(picks.picked).toEqual({ anchor: 3, at: 3 })
  expect(revealed).toEqual([2, 3])
})

test('a selection that is made elsewhere is picked and gone to, in what is unread too', () => {
  const { picks, store, revealed } = made()
  const select = (page: number, offset: number, ts: number): void =>
    store.setState({ selection: { cpu: 0, page, snapshot: false, event: { ring: 0, offset, ts } } })
  select(1, 80, 105)
  expect(picks.picked?.at).toBe(5)
  select(2, 0, 500)
  expect(picks.picked?.at).toBe(UNREAD_FROM)
  expect(revealed).toEqual([5, UNREAD_FROM])
  // the same place with another stamp is another event
  select(2, 0, 501)
  expect(picks.picked).toBeUndefined()
  store.setState({ selection: { cpu: 0, page: 1, snapshot: false } })
  expect([picks.picked, revealed.length]).toEqual([undefined, 2])
})

test('a range reaches from where it began, both ways, over the line between', () => {
  const { picks, rows } = made()
  picks.pick(5)
  picks.pick(8, true)
  expect(picks.range()).toEqual({ from: 5, end: 9 })
  picks.pick(1, true)
  expect(picks.range()).toEqual({ from: 1, end: 6 })
  picks.pick(UNREAD_FROM, true)
  expect(picks.range()).toEqual({ from: 5, end: 12 })
  picks.pickAll()
  expect(picks.range()).toEqual({ from: 0, end: rows.length })
  picks.pick(0)
  picks.pick(2, true)
  expect(picks.picked).toEqual({ anchor: 0, at: 2 })
})

test('from match to match, and round at the ends; from the end back where no row is picked', () => {
  const { picks, rows } = made()
  rows.read.search((block, at) => at % 4 === 1 || block.kind[at] !== 0)
  rows.read.advance(() => false)
  // rows 1, 3, 5 and 9
  const walk = (...steps: (1 | -1)[]): (number | undefined)[] =>
    steps.map((by) => {
      picks.step(by, 9)
      return picks.picked?.at
    })
  expect(walk(-1, -1, 1, 1, 1)).toEqual([5, 3, 5, 9, 1])
  picks.pick(4)
  expect(walk(1, 1, -1)).toEqual([5, 9, 5])
  rows.read.search(() => false)
  picks.step(1, 0)
  expect(picks.picked?.at).toBe(5)
})
