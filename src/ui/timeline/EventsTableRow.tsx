import type { KeyboardEvent } from 'react'
import { isSelected } from '../../store/selection.ts'
import type { Selection } from '../../store/selection.ts'
import { formatCount, formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'
import { isUnreadAt, refAt } from './event-order.ts'
import type { LaneEvent } from './event-order.ts'
import { lostBefore, wordsOfEvent } from './event-words.ts'

interface EventsTableRowProps {
  view: View
  event: LaneEvent
  /** among the rows listed, from 0 */
  index: number
  counts: boolean
  selection: Selection | undefined
  isFocusable: boolean
  onSelect: () => void
}

export function EventsTableRow({ view, event, index, counts, selection, isFocusable, onSelect }: EventsTableRowProps) {
  const { lanes } = view.timeline
  const ref = refAt(lanes, event)
  const lost = lostBefore(event)
  const onKeyDown = (key: KeyboardEvent<HTMLElement>): void => {
    if (key.key !== 'Enter') return
    key.preventDefault()
    onSelect()
  }
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={ref !== undefined && isSelected(selection, ref)}
      data-index={index}
      tabIndex={isFocusable ? 0 : -1}
      onClick={onSelect}
      onKeyDown={onKeyDown}
    >
      <th scope="row">CPU {event.lane.cpu}</th>
      <td>{formatStamp(event.ts, counts)}</td>
      <td>{wordsOfEvent(view.timeline, event)?.name ?? 'not known any more'}</td>
      <td>{isUnreadAt(event.lane, event.place) ? 'unread' : 'read'}</td>
      <td data-lost={lost > 0}>{lost > 0 ? `${formatCount(lost)} lost` : ''}</td>
    </tr>
  )
}
