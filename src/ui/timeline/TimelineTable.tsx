import { useStore } from 'zustand'
import { formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'
import { collectLanes } from './timeline-events.ts'
import type { TimelineLane } from './timeline-events.ts'

/** What the canvas shows, as a table for those who cannot see it; taken with the readout. */
export function TimelineTable({ view }: { view: View }) {
  const { session } = view
  const readout = useStore(session.store, (state) => state.readout)
  const counts = useStore(session.store, (state) => state.config.clock === 'counter')
  if (!readout) return null
  const rings = readout.cpus.map(({ cpu }) => session.captures.latest(cpu)?.live())
  const lanes = collectLanes({ rings, log: session.log, familyOf: () => 'other' })
  return (
    <table className="visually-hidden">
      <caption>Timeline of the CPUs</caption>
      <thead>
        <tr>
          <th scope="col">CPU</th>
          <th scope="col">unread</th>
          <th scope="col">oldest unread</th>
          <th scope="col">newest</th>
          <th scope="col">gaps</th>
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <LaneRow key={lane.cpu} lane={lane} unread={readout.cpus[lane.cpu]?.ledger.buffered ?? 0} counts={counts} />
        ))}
      </tbody>
    </table>
  )
}

function LaneRow({ lane, unread, counts }: { lane: TimelineLane; unread: number; counts: boolean }) {
  const stamp = (ts: number | undefined): string => (ts === undefined ? 'none' : formatStamp(ts, counts))
  const lost = lane.gaps.reduce((sum, gap) => sum + gap.count, 0)
  return (
    <tr>
      <th scope="row">CPU {lane.cpu}</th>
      <td>{unread}</td>
      <td>{stamp(lane.unread[0]?.ts)}</td>
      <td>{stamp(lane.unread.at(-1)?.ts ?? lane.consumed[0]?.ts)}</td>
      <td>{lane.gaps.length === 0 ? 'none' : `${lane.gaps.length}, ${lost} events lost`}</td>
    </tr>
  )
}
