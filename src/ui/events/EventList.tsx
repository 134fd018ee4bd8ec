import { useId, useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { isSelected } from '../../store/selection.ts'
import { delayMark } from '../../trace-files/delay-marks.ts'
import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'
import { EventRow } from './EventRow.tsx'
import type { ShownRow } from './EventRow.tsx'
import { movedTo } from './list-keys.ts'
import { UNREAD_FROM } from './list-rows.ts'
import { nextEvent } from './row-neighbours.ts'
import { sizeOf } from './row-scroll.ts'
import { textPattern } from './row-tests.ts'
import { noteWords } from './unread-note.ts'
import { useEvents } from './use-events.ts'
import { useRowScroll } from './use-row-scroll.ts'

/** rows drawn beyond both ends of the view */
const OVERSCAN = 8

/** The rows in view of all that are shown, as a list box: one row has the keys, a range can be picked. */
export function EventList({ view, rowPx }: { view: View; rowPx: number }) {
  const { session, events: model } = view
  const { rows, picks } = model
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useEvents(model)
  const text = useStore(model.store, (state) => state.text)
  const follow = useStore(model.store, (state) => state.follow)
  const offsets = useStore(session.store, (state) => offsetsInForce(state.config))
  const selection = useStore(session.store, (state) => state.selection)
  const { list, onScroll } = useRowScroll(model, box, rowPx)
  const { scroll, extent } = list

  const first = Math.max(0, Math.floor(scroll.top / rowPx) - OVERSCAN)
  const end = Math.min(rows.length, Math.ceil((scroll.top + extent.view) / rowPx) + OVERSCAN)
  const range = picks.range()
  const shown = Array.from({ length: Math.max(0, end - first) }, (_, at): ShownRow => {
    const index = first + at
    const row = look(view, rows.numberAt(index))
    const { cpu = 0, ts = 0 } = row.row?.kind === 'event' ? row.row : {}
    const place = row.row?.kind === 'event' ? row.row.place : undefined
    const isChosen = place !== undefined && isSelected(selection, { cpu, ts, ...place })
    const inRange = range !== undefined && index >= range.from && index < range.end
    const y = index * rowPx - scroll.top + scroll.at
    const current = picks.picked?.at === row.number
    return { ...row, id: `${id}${row.number}`, index, of: rows.length, y, selected: isChosen || inRange, current }
  })
  const keys = useListKeys(view, { page: Math.floor(extent.view / rowPx), top: Math.ceil(scroll.top / rowPx) })
  return (
    <div className="events-list">
      <div
        className="events-scroller"
        ref={box}
        tabIndex={0}
        role="listbox"
        aria-label={`Events, ${formatCount(rows.length)} rows`}
        aria-multiselectable="true"
        aria-activedescendant={shown.find(({ current }) => current)?.id}
        onScroll={onScroll}
        {...keys}
      >
        <div className="events-rows" role="presentation" style={{ height: sizeOf(extent) }}>
          {shown.map((row) => (
            <EventRow
              key={row.number}
              shown={row}
              pattern={text === '' ? undefined : textPattern(text, 'g')}
              offsets={offsets}
              note={noteWords(view)}
            />
          ))}
        </div>
      </div>
      {rows.length === 0 && <p className="events-empty">Nothing read yet.</p>}
      {!follow && rows.length > 0 && (
        <button type="button" className="button events-follow" onClick={() => model.store.setState({ follow: true })}>
          Follow the newest
        </button>
      )}
    </div>
  )
}

/** What a row says, wherever it stands. */
function look({ session, events: model }: View, number: number) {
  const { rows, printer, counts } = model
  const row = rows.row(number)
  const event = row?.kind === 'event' ? row : undefined
  const next = event && !counts ? nextEvent(rows, number) : undefined
  return {
    number,
    row,
    pieces: event && printer.pieces(event),
    family: (event && session.types.get(event.type)?.family) ?? ('other' as const),
    mark: event && next ? delayMark(next.ts - event.ts, 'today') : ' ',
    unread: number >= UNREAD_FROM,
  }
}

interface InView {
  /** rows that fit into the view, and the first that is seen whole */
  page: number
  top: number
}

function useListKeys(view: View, { page, top }: InView) {
  const { rows, picks, out, store } = view.events
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey, altKey } = event
    const chord = event.ctrlKey || event.metaKey
    const to = chord || altKey ? undefined : movedTo(key, place())
    if (to !== undefined) picks.pick(rows.numberAt(to), shiftKey)
    else if (chord && key === 'a') picks.pickAll()
    // text that was marked by hand is copied by the browser
    else if (chord && key === 'c' && picks.picked && getSelection()?.isCollapsed !== false) void out.copy()
    else return
    event.preventDefault()
  }
  const place = () => {
    const at = picks.picked && rows.indexOf(picks.picked.at)
    const start = store.getState().follow ? rows.readEnd - 1 : top
    return { at: at === undefined ? at : Math.min(at, rows.length - 1), start, count: rows.length, page }
  }
  const onClick = ({ target, shiftKey }: MouseEvent): void => {
    const number = target instanceof Element && target.closest<HTMLElement>('[data-number]')?.dataset['number']
    if (number && (shiftKey || getSelection()?.isCollapsed !== false)) picks.pick(Number(number), shiftKey)
  }
  /** A range of rows, not of text. */
  const onMouseDown = (event: MouseEvent<HTMLElement>): void => {
    if (!event.shiftKey) return
    event.preventDefault()
    event.currentTarget.focus()
  }
  return { onKeyDown, onClick, onMouseDown }
}
