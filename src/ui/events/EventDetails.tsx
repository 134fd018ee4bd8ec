import { useStore } from 'zustand'
import type { LoggedEvent } from '../../store/event-log.ts'
import { formatCount, formatDuration } from '../numbers.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { delayWords, fieldRows, placeWords, sinceWords } from './event-details.ts'
import type { DetailRow } from './event-details.ts'
import { tieTitle } from './EventRow.tsx'
import { UNREAD_FROM } from './list-rows.ts'
import { nextEvent, previousEvent } from './row-neighbours.ts'
import { wordsOf } from './row-printer.ts'
import { noteWords } from './unread-note.ts'
import { useEvents } from './use-events.ts'

/** The row at which the keys act: its fields, its neighbours, and where its bytes are. */
export function EventDetails({ view }: { view: View }) {
  const { events: model } = view
  useEvents(model)
  const { picks, rows } = model
  const number = picks.picked?.at
  const row = number === undefined ? undefined : rows.row(number)
  const range = picks.range()
  return (
    <div className="event-details" role="group" aria-label="Event details" tabIndex={0}>
      {range && range.end - range.from > 1 && <RangeWords view={view} from={range.from} end={range.end} />}
      {number === undefined && <p className="event-details-words">No row is selected.</p>}
      {number !== undefined && !row && <p className="event-details-words">{noteWords(view)}</p>}
      {row && row.kind !== 'event' && <p className="event-details-words">{wordsOf(row)}</p>}
      {number !== undefined && row?.kind === 'event' && <OneEvent view={view} number={number} event={row} />}
    </div>
  )
}

/** How many rows, and the time from the first event to the last. */
function RangeWords({ view, from, end }: { view: View; from: number; end: number }) {
  const { rows, counts } = view.events
  const [first, last] = [rows.row(rows.numberAt(from)), rows.row(rows.numberAt(end - 1))]
  const span = first && last && !counts ? `, ${formatDuration(Math.max(0, last.ts - first.ts))}` : ''
  return (
    <p className="event-details-words">
      {formatCount(end - from)} rows selected{span}
    </p>
  )
}

function OneEvent({ view, number, event }: { view: View; number: number; event: LoggedEvent }) {
  const { session, shell, events: model } = view
  const { rows, counts, printer } = model
  // the bytes may be written over at any time
  useStore(session.store, (state) => state.readout)
  const { cpu, ts } = event
  const { stamp } = printer.pieces(event)
  const delay = delayWords(ts, nextEvent(rows, number)?.ts, counts)
  const capture = session.captures.latest(cpu)
  const facts: DetailRow[] = [
    { name: 'task', value: event.task },
    { name: 'CPU', value: String(cpu) },
    { name: 'stamp', value: counts ? stamp.slice(0, -1) : `${stamp.slice(0, -1)} s, ${formatCount(ts)} ns` },
    { name: `Δ CPU ${cpu}`, value: sinceWords(ts, previousEvent(rows, number, cpu)?.ts, counts) },
    { name: 'Δ row above', value: sinceWords(ts, previousEvent(rows, number)?.ts, counts) },
    ...(delay === undefined ? [] : [{ name: 'Δ next', value: delay }]),
    ...(event.late ? [{ name: 'late', value: 'a later stamp of another CPU was read before it' }] : []),
    ...(event.inverted ? [{ name: 'inverted', value: 'it happened before an event above, but for the offsets' }] : []),
    ...(event.tieWith === undefined ? [] : [{ name: 'tie', value: tieTitle(cpu, event.tieWith) }]),
    { name: 'bytes', value: placeWords(event, capture, number >= UNREAD_FROM) },
  ]
  return (
    <>
      <div className="event-details-head">
        <span className="event-bar" data-family={session.types.get(event.type)?.family ?? 'other'} />
        <b>{session.types.nameOf(event.type)}</b>
        <button type="button" className="button events-button" onClick={() => reveal(shell, 'Bytes')}>
          Show bytes
        </button>
      </div>
      <Facts rows={facts} />
      <Facts rows={fieldRows(event, session.types)} />
    </>
  )
}

function Facts({ rows }: { rows: readonly DetailRow[] }) {
  return (
    <dl className="event-facts">
      {rows.map(({ name, value }, at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
