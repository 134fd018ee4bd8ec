import type { MouseEvent } from 'react'
import { Count } from '../Count.tsx'
import type { FieldRow } from './item-fields.ts'

interface FieldRowsProps {
  fields: readonly FieldRow[]
  field?: FieldRow | undefined
  /** they are of an earlier lap */
  isOld: boolean
  /** undefined: their bytes are gone, so there is nothing to choose */
  onChoose?: (field: FieldRow) => void
}

/** A row per field; a click chooses its bytes, Enter goes there. */
export function FieldRows({ fields, field: chosen, isOld, onChoose }: FieldRowsProps) {
  return (
    <table className="fields-table" data-old={isOld}>
      <thead>
        <tr>
          <th scope="col">at</th>
          <th scope="col">field</th>
          <th scope="col">type</th>
          <th scope="col">value</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, index) => (
          <tr
            key={index}
            data-field={onChoose && field.at}
            data-end={field.end}
            data-chosen={field === chosen}
            onClick={onChoose && ((event) => choose(event, () => onChoose(field)))}
          >
            <td>{field.at}</td>
            <th scope="row">
              {onChoose ? (
                <button
                  type="button"
                  className="field-name"
                  aria-current={field === chosen}
                  tabIndex={(chosen ? field === chosen : index === 0) ? 0 : -1}
                >
                  {field.name}
                </button>
              ) : (
                field.name
              )}
            </th>
            <td>{field.type}</td>
            <td>
              <Value field={field} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ field: { value, count, note } }: { field: FieldRow }) {
  return (
    <>
      {count ? (
        <>
          <Count value={count.value} />
          {count.unit}
        </>
      ) : (
        value
      )}
      {note && <span className="field-note">{note}</span>}
    </>
  )
}

/** A key that presses the button has no clicks to count: then the focus goes where the bytes are. */
function choose(event: MouseEvent<HTMLElement>, onChoose: () => void): void {
  onChoose()
  if (event.detail !== 0) return
  event.currentTarget.closest('.bytes')?.querySelector<HTMLElement>('[role="grid"]')?.focus()
}
