import { useStore } from 'zustand'
import { isSelected, selectionOf } from '../../store/selection.ts'
import { formatOffset, markOffset } from '../controls/offset-text.ts'
import type { View } from '../view.ts'
import type { MergeRow } from './merge-model.ts'

interface HeadRowProps {
  view: View
  row: MergeRow
  /** of all rows, and in px */
  place: { index: number; top: number; height: number }
  wins: boolean
  live: boolean
  /** ns by which the CPU's clock is off on purpose */
  offset: number
  crashed: boolean
}

export function HeadRow({ view, row, place, wins, live, offset, crashed }: HeadRowProps) {
  const { cpu, verdict } = row
  return (
    <div
      className="merge-head"
      role="row"
      aria-rowindex={place.index + 1}
      data-wins={wins}
      style={{ transform: `translateY(${place.top}px)`, height: place.height }}
    >
      <span className="merge-cpu" role="rowheader">
        CPU {cpu}
        {offset !== 0 && (
          <span className="clock-offset" title={`clock ${formatOffset(offset)} off on purpose`}>
            {markOffset(offset).replace(' ', '')}
          </span>
        )}
        {crashed && <span className="merge-crashed">crashed</span>}
      </span>
      <span className="merge-stamp" role="cell">
        <Digits row={row} compared={!live} />
      </span>
      {!live && (
        <span className="merge-verdict" role="cell">
          {verdict}
        </span>
      )}
      <span className="merge-event" role="cell">
        <EventButton view={view} row={row} />
      </span>
    </div>
  )
}

/** The digit that decides is marked; what stands before it is the same on both sides. */
function Digits({ row: { stamp, differsAt }, compared }: { row: MergeRow; compared: boolean }) {
  if (!compared || differsAt === undefined) return stamp
  return (
    <>
      <span className="merge-same">{stamp.slice(0, differsAt)}</span>
      <mark>{stamp[differsAt]}</mark>
      {stamp.slice(differsAt + 1)}
    </>
  )
}

/** Its name and text; pressed, it is the selection of all panels. */
function EventButton({ view: { session }, row: { cpu, head } }: { view: View; row: MergeRow }) {
  const { store, captures, types } = session
  useStore(store, (state) => state.registrations) // a type that is registered now names what is shown already
  const capture = captures.latest(cpu)
  const { page, offset, ts, type, body } = head
  const ref = { cpu, ring: capture?.liveRing ?? cpu, page, offset, ts }
  const selected = useStore(store, (state) => isSelected(state.selection, ref))
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={() => store.setState({ selection: selectionOf(ref, session.captures.latest(cpu)) })}
    >
      <span className="merge-bar" data-family={types.get(type)?.family ?? 'other'} />
      {types.nameOf(type)} <span className="merge-text">{types.format(type, body)}</span>
    </button>
  )
}
