import { useId, useState } from 'react'
import { withOffset } from '../../store/clock-offsets.ts'
import type { View } from '../view.ts'
import { NO_OFFSET } from './clock-words.ts'
import { tryConfigure } from './Field.tsx'
import { formatOffset, parseOffset } from './offset-text.ts'

interface OffsetFieldProps {
  view: View
  cpu: number
  /** of all CPUs, as configured */
  offsets: readonly number[]
  /** of the sentence that says how to type one */
  noteId: string
}

/** Takes effect on Enter or when it is left. What is no offset stays to be seen, with the reason. */
export function OffsetField({ view, cpu, offsets, noteId }: OffsetFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const [invalid, setInvalid] = useState(false)
  const current = offsets[cpu] ?? 0
  const change = (text: string | undefined): void => {
    setDraft(text)
    setInvalid(false)
  }
  const commit = async (): Promise<void> => {
    if (draft === undefined) return
    const ns = parseOffset(draft)
    if (ns === undefined) setInvalid(true)
    else if (ns === current || (await tryConfigure(view, { clockOffsetsNs: withOffset(offsets, cpu, ns) })))
      change(undefined)
  }
  return (
    <div className="field" data-invalid={invalid}>
      <div className="field-line">
        <label htmlFor={id}>offset of CPU {cpu}</label>
        <span className="field-control">
          <input
            id={id}
            className="number-input offset-input"
            autoComplete="off"
            spellCheck={false}
            value={draft ?? formatOffset(current)}
            data-off={current !== 0}
            aria-describedby={invalid ? `${id}-problem` : noteId}
            aria-invalid={invalid}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => change(event.target.value)}
            onBlur={() => void commit()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void commit()
              if (event.key === 'Escape') change(undefined)
            }}
          />
        </span>
      </div>
      {invalid && (
        <p className="field-problem" id={`${id}-problem`} role="alert">
          {NO_OFFSET}
        </p>
      )}
    </div>
  )
}
