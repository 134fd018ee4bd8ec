import type { PageEvent } from '../../ring/rfc/page-events.ts'
import type { View } from '../view.ts'
import { fieldsOfEvent } from './page-model.ts'
import type { ShownPage } from './use-page.ts'

interface FieldsTableProps {
  view: View
  page: ShownPage
  events: readonly PageEvent[]
  event: PageEvent | undefined
  onSelect: (offset: number) => void
}

export function FieldsTable({ view, page, events, event, onSelect }: FieldsTableProps) {
  if (!event) return <p className="bytes-none">No event is committed here.</p>
  const at = events.indexOf(event)
  const go = (to: number): void => {
    const next = events[to]
    if (next) onSelect(next.offset)
  }
  return (
    <div className="fields">
      <div className="fields-title">
        <span>
          event {at + 1} of {events.length}
          {event.offset < page.parts.consumed && ', read'}
        </span>
        <span className="fields-buttons">
          <button type="button" className="button button-small" disabled={at === 0} onClick={() => go(at - 1)}>
            Previous
          </button>
          <button
            type="button"
            className="button button-small"
            disabled={at === events.length - 1}
            onClick={() => go(at + 1)}
          >
            Next
          </button>
        </span>
      </div>
      <table className="fields-table">
        <thead>
          <tr>
            <th scope="col">at</th>
            <th scope="col">field</th>
            <th scope="col">type</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {fieldsOfEvent(event, page.bytes, view.session.types).map((field) => (
            <tr key={`${field.at} ${field.name}`}>
              <td>{event.offset + field.at}</td>
              <th scope="row">{field.name}</th>
              <td>{field.type}</td>
              <td>{field.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
