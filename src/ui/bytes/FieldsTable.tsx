import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { BytesModel } from './bytes-model.ts'
import { CopyButton } from './CopyButton.tsx'
import { FieldRows } from './FieldRows.tsx'
import type { FieldRow } from './item-fields.ts'
import { copyFields, copyItem } from './page-copies.ts'
import { typeOfItem } from './page-items.ts'
import type { PageItem } from './page-items.ts'
import { itemWords } from './page-words.ts'
import type { ShownPage } from './shown-page.ts'

interface FieldsTableProps {
  model: BytesModel
  shown: ShownPage
  item: PageItem
  fields: readonly FieldRow[]
  /** the one of the byte at which the keys act */
  field: FieldRow | undefined
}

/** The chosen item, field by field. */
export function FieldsTable({ model, shown, item, fields, field }: FieldsTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const { types } = model.contextOf(shown.cpu)
  const type = typeOfItem(item, types)
  const index = shown.items.indexOf(item)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = fieldAfter(event.key, fields, fields.indexOf(field ?? (fields[0] as FieldRow)))
    if (!at || !(event.target instanceof HTMLElement) || !event.target.matches('.fields-table button')) return
    event.preventDefault()
    model.moveTo(at.at)
    box.current?.querySelector<HTMLElement>(`[data-field="${at.at}"][data-end="${at.end}"] button`)?.focus()
  }
  return (
    <div className="fields" ref={box} onKeyDown={onKeyDown}>
      <div className="fields-title">
        {type && <span className="fields-bar" data-family={type.family} />}
        {type && <b>{type.name}</b>}
        <span className="fields-words">{itemWords(item, shown)}</span>
        <span className="fields-buttons">
          <StepButton name="Previous item" sign="‹" disabled={index <= 0} onClick={() => model.stepItem(-1)} />
          <StepButton
            name="Next item"
            sign="›"
            disabled={index >= shown.items.length - 1}
            onClick={() => model.stepItem(1)}
          />
        </span>
      </div>
      <FieldRows
        fields={fields}
        field={field}
        isOld={item.kind.startsWith('old')}
        onChoose={(chosen) => model.moveTo(chosen.at)}
      />
      <div className="bytes-copies">
        <CopyButton label="Copy bytes" onCopy={() => copyItem(model)} />
        <CopyButton label="Copy fields" onCopy={() => copyFields(model)} />
      </div>
    </div>
  )
}

interface StepButtonProps {
  name: string
  sign: string
  disabled: boolean
  onClick: () => void
}

function StepButton({ name, sign, disabled, onClick }: StepButtonProps) {
  return (
    <button type="button" className="button button-small" aria-label={name} disabled={disabled} onClick={onClick}>
      {sign}
    </button>
  )
}

function fieldAfter(key: string, fields: readonly FieldRow[], at: number): FieldRow | undefined {
  switch (key) {
    case 'ArrowUp':
      return fields[Math.max(0, at - 1)]
    case 'ArrowDown':
      return fields[Math.min(fields.length - 1, at + 1)]
    case 'Home':
      return fields[0]
    case 'End':
      return fields.at(-1)
    default:
      return undefined
  }
}
