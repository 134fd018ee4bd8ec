import { formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'
import { showWindow } from './timeline-actions.ts'
import { deleteMark } from './timeline-store.ts'
import { centredOn } from './window-moves.ts'

/** Marks by their numbers; each can be gone to and deleted. */
export function MarksTable({ view, counts }: { view: View; counts: boolean }) {
  const { store, shown } = view.timeline
  const { marks } = store.getState()
  if (marks.length === 0) return null
  return (
    <table className="timeline-table">
      <caption>Marks</caption>
      <thead>
        <tr>
          <th scope="col">mark</th>
          <th scope="col">stamp</th>
          <th scope="col">
            <span className="visually-hidden">actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {marks.map(({ number, ts }) => (
          <tr key={number}>
            <th scope="row">{number}</th>
            <td>{formatStamp(ts, counts)}</td>
            <td>
              <button
                type="button"
                className="timeline-tool timeline-tool-words"
                onClick={() => showWindow(view, centredOn(shown, ts))}
              >
                Go to mark {number}
              </button>{' '}
              <button
                type="button"
                className="timeline-tool timeline-tool-words"
                onClick={() => deleteMark(store, number)}
              >
                Delete mark {number}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
