import { useId } from 'react'
import { withOffset } from '../../store/clock-offsets.ts'
import type { View } from '../view.ts'
import { NO_OFFSET } from './clock-words.ts'
import { tryConfigure } from './Field.tsx'
import { formatOffset, parseOffset } from './offset-text.ts'
import { useTyped } from './use-typed.ts'

interface OffsetFieldProps {
  view: View
  cpu: number
  /** of all CPUs, as configured */
  offsets: readonly number[]
  /** of the sentence that says how to type one */
  noteId: string
}

/** What is no offset stays to be seen, with the reason. */
export function OffsetField({ view, cpu, offsets, noteId }: OffsetFieldProps) {
  const id = useId()
  const current = offsets[cpu] ?? 0
  const { props, isWrong } = useTyped({
    text: formatOffset(current),
    parse: parseOffset,
    set: (ns) => tryConfigure(view, { clockOffsetsNs: withOffset(offsets, cpu, ns) }),
  })
  return (
    <div className="field" data-invalid={isWrong}>
      <div className="field-line">
        <label htmlFor={id}>offset of CPU {cpu}</label>
        <span className="field-control">
          <input
            {...props}
            id={id}
            className="number-input offset-input"
            autoComplete="off"
            spellCheck={false}
            data-off={current !== 0}
            aria-describedby={isWrong ? `${id}-problem` : noteId}
            aria-invalid={isWrong}
          />
        </span>
      </div>
      {isWrong && (
        <p className="field-problem" id={`${id}-problem`} role="alert">
          {NO_OFFSET}
        </p>
      )}
    </div>
  )
}
