import type { Window } from '../../merge/windows.ts'
import { formatOffset } from '../controls/offset-text.ts'
import { formatStamp } from '../numbers.ts'
import { gapWords } from './common-window.ts'
import type { TimelineLane } from './timeline-events.ts'
import { stretchOf } from './timeline-layout.ts'

interface TimelineTableProps {
  lanes: readonly TimelineLane[]
  /** events unread per CPU */
  unread: readonly number[]
  /** ns by which each clock is off on purpose */
  offsets: readonly number[]
  counts: boolean
}

/** What the canvas shows, in words. */
export function TimelineTable({ lanes, unread, offsets, counts }: TimelineTableProps) {
  return (
    <table className="timeline-table">
      <caption className="visually-hidden">Timeline of the CPUs</caption>
      <thead>
        <tr>
          <th scope="col">CPU</th>
          <th scope="col">unread</th>
          <th scope="col">unread, from … to</th>
          <th scope="col">read, from … to</th>
          <th scope="col">gaps</th>
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <LaneRow
            key={lane.cpu}
            lane={lane}
            unread={unread[lane.cpu] ?? 0}
            offset={offsets[lane.cpu] ?? 0}
            counts={counts}
          />
        ))}
      </tbody>
    </table>
  )
}

interface LaneRowProps {
  lane: TimelineLane
  unread: number
  offset: number
  counts: boolean
}

function LaneRow({ lane, unread, offset, counts }: LaneRowProps) {
  return (
    <tr>
      <th scope="row">
        CPU {lane.cpu}
        {offset !== 0 && <>, clock {formatOffset(offset)}</>}
      </th>
      <td>{unread}</td>
      <td>{lane.known ? stretchWords(stretchOf(lane.unread), counts) : 'not known'}</td>
      <td>{stretchWords(stretchOf(lane.consumed), counts)}</td>
      <td data-lost={lane.gaps.length > 0}>
        {lane.gaps.length === 0 ? 'none' : gapWords(lane.gaps, counts).map((words, at) => <div key={at}>{words}</div>)}
      </td>
    </tr>
  )
}

function stretchWords(stretch: Window | undefined, counts: boolean): string {
  return stretch ? `${formatStamp(stretch.from, counts)} … ${formatStamp(stretch.to, counts)}` : 'none'
}
