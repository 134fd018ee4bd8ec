import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { selectedRef } from '../../store/selection.ts'
import type { EventRef } from '../../store/selection.ts'
import type { Window } from '../../merge/windows.ts'
import { runCommand } from '../commands/command.ts'
import { formatCount, formatDuration, formatStamp } from '../numbers.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { commonWords } from './common-window.ts'
import { countIn, find, isUnreadAt } from './event-order.ts'
import { wordsOfEvent } from './event-words.ts'
import { gapSentence } from './gaps.ts'
import { completeOf } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { showWindow } from './timeline-actions.ts'
import { CLEAR } from './timeline-commands.ts'
import { useShown } from './use-shown.ts'

/** CPUs that are named beside an area; the table names all */
const MOST_CPUS = 4

/** One line below the title: what is chosen, in words; while nothing is, which stretch all rings remember. */
export function TimelineStrip({ view, counts }: { view: View; counts: boolean }) {
  const { timeline, session } = view
  useShown(view)
  const selected = selectedRef(useStore(session.store, (state) => state.selection))
  const { area, gap, cursorA, cursorB } = timeline.store.getState()
  timeline.lanes.sync()
  return (
    <div className="timeline-strip">
      {gap ? (
        <p className="timeline-lost">{gapSentence(gap, counts)}</p>
      ) : area ? (
        <AreaWords view={view} area={area} counts={counts} />
      ) : selected ? (
        <SelectedWords view={view} selected={selected} counts={counts} />
      ) : (
        <p>{session.store.getState().readout && rememberedWords(view, counts)}</p>
      )}
      {!area && (cursorA !== undefined || cursorB !== undefined) && (
        <p className="timeline-cursors">{cursorWords(cursorA, cursorB, counts)}</p>
      )}
      {area && <Choice onClick={() => showWindow(view, area)}>Zoom to selection</Choice>}
      {CLEAR.enabled?.(view) && <Choice onClick={() => runCommand(CLEAR, view)}>Clear</Choice>}
      {!gap && !area && selected && <Choice onClick={() => reveal(view.shell, 'Bytes')}>Bytes</Choice>}
    </div>
  )
}

function Choice({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="timeline-tool timeline-tool-words" onClick={onClick}>
      {children}
    </button>
  )
}

/** Words come less often than frames: of a running machine they would contradict the picture, where the stretch is boxed. */
function rememberedWords({ session, timeline, whole }: View, counts: boolean): string {
  const { running } = session.store.getState()
  const isKnown = timeline.lanes.all.every(({ unread }) => unread.known)
  if (whole.areTooLarge && !isKnown) return 'rings this large are not walked: their common stretch is not told'
  if (!running && !isKnown) return 'the rings are being walked …'
  if (!running) return commonWords(timeline.lanes.all.map(completeOf), counts)
  return isKnown
    ? 'boxed, where there is one: the stretch that all rings remember at this moment'
    : 'the common stretch of rings this large is told while the machine is stopped'
}

function AreaWords({ view, area, counts }: { view: View; area: Window; counts: boolean }) {
  const perCpu = view.timeline.lanes.all.map((lane: Lane) => ({ cpu: lane.cpu, events: countIn(lane, area) }))
  const some = perCpu.filter(({ events }) => events > 0).toSorted((a, b) => b.events - a.events)
  const all = some.reduce((sum, { events }) => sum + events, 0)
  const named = some.slice(0, MOST_CPUS).map(({ cpu, events }) => `CPU ${cpu} ${formatCount(events)}`)
  const rest = some.length - named.length
  return (
    <p>
      {lengthOf(area, counts)} selected, {formatCount(all)} event{all === 1 ? '' : 's'}
      {named.length > 0 && `: ${named.join(', ')}${rest > 0 ? ` and ${rest} more CPUs` : ''}`}
    </p>
  )
}

function SelectedWords({ view, selected, counts }: { view: View; selected: EventRef; counts: boolean }) {
  const { timeline } = view
  const event = find(timeline.lanes, selected)
  const words = event && wordsOfEvent(timeline, event)
  const state = !event ? 'not known any more' : isUnreadAt(event.lane, event.place) ? 'unread' : 'read'
  return (
    <p>
      CPU {selected.cpu} {formatStamp(selected.ts, counts)} {state}
      {words && `, ${words.name}: ${words.text}`}
    </p>
  )
}

function cursorWords(a: number | undefined, b: number | undefined, counts: boolean): string {
  const words = [
    ...(a === undefined ? [] : [`A ${formatStamp(a, counts)}`]),
    ...(b === undefined ? [] : [`B ${formatStamp(b, counts)}`]),
  ]
  if (a !== undefined && b !== undefined)
    words.push(`B − A ${b < a ? '−' : ''}${lengthOf({ from: Math.min(a, b), to: Math.max(a, b) }, counts)}`)
  return words.join('  ')
}

function lengthOf({ from, to }: Window, counts: boolean): string {
  return counts ? formatCount(Math.round(to - from)) : formatDuration(to - from)
}
