import type { Window } from '../../merge/windows.ts'
import { formatOffset } from '../controls/offset-text.ts'
import { formatStamp } from '../numbers.ts'
import { countIn } from './event-order.ts'
import { gapWords } from './gaps.ts'
import { stretchOf } from './lanes.ts'
import type { Lane } from './lanes.ts'

interface TimelineTableProps {
  lanes: readonly Lane[]
  /** events unread per CPU */
  unread: readonly number[]
  /** ns by which each clock is off on purpose */
  offsets: readonly number[]
  counts: boolean
  /** the stretch that is selected */
  area: Window | undefined
}

/** What the canvas shows of each CPU, in words. */
export function TimelineTable({ lanes, unread, offsets, counts, area }: TimelineTableProps) {
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
          {area && <th scope="col">in the selection</th>}
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
            area={area}
          />
        ))}
      </tbody>
    </table>
  )
}

interface LaneRowProps {
  lane: Lane
  unread: number
  offset: number
  counts: boolean
  area: Window | undefined
}

function LaneRow({ lane, unread, offset, counts, area }: LaneRowProps) {
  const gaps = gapWords(lane, counts)
  return (
    <tr>
      <th scope="row">
        CPU {lane.cpu}
        {offset !== 0 && <>, clock {formatOffset(offset)}</>}
      </th>
      <td>{unread}</td>
      <td>{lane.unread.known ? stretchWords(stretchOf(lane.unread), counts) : 'not known'}</td>
      <td>{stretchWords(stretchOf(lane.read), counts)}</td>
      <td data-lost={gaps.length > 0}>
        {gaps.length === 0 ? 'none' : gaps.map((words, at) => <div key={at}>{words}</div>)}
      </td>
      {area && <td>{countIn(lane, area)}</td>}
    </tr>
  )
}

function stretchWords(stretch: Window | undefined, counts: boolean): string {
  return stretch ? `${formatStamp(stretch.from, counts)} … ${formatStamp(stretch.to, counts)}` : 'none'
}
