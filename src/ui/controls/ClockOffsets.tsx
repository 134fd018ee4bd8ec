import { useId } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { HOW_TO_TYPE, NO_TIME } from './clock-words.ts'
import { tryConfigure } from './Field.tsx'
import { formatOffset } from './offset-text.ts'
import { OffsetField } from './OffsetField.tsx'

const NONE: readonly number[] = []

/** By how much each CPU's clock is off, on purpose: to see what disagreeing clocks do to a merge. */
export function ClockOffsets({ view }: { view: View }) {
  const { store } = view.session
  const cpus = useStore(store, (state) => state.config.cpus)
  const offsets = useStore(store, (state) => state.config.clockOffsetsNs ?? NONE)
  const withoutEffect = useStore(store, (state) => state.config.clock === 'counter')
  const problem = useStore(store, (state) => state.problems.find(({ setting }) => setting === 'clockOffsetsNs'))
  const noteId = useId()
  return (
    <details className="offsets">
      <summary>
        <span>offsets on purpose</span>
        <span className="offsets-summary">{summarizeOffsets(offsets.slice(0, cpus))}</span>
      </summary>
      <p className="control-note" id={noteId}>
        {withoutEffect ? NO_TIME : HOW_TO_TYPE}
      </p>
      <div className="offsets-rows" data-without-effect={withoutEffect}>
        {Array.from({ length: cpus }, (_, cpu) => (
          <OffsetField key={cpu} view={view} cpu={cpu} offsets={offsets} noteId={noteId} />
        ))}
      </div>
      {problem && (
        <p className="field-problem" role="alert">
          {problem.message}
        </p>
      )}
      {offsets.length > 0 && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void tryConfigure(view, { clockOffsetsNs: [] })}
        >
          Clear all offsets
        </button>
      )}
    </details>
  )
}

export function summarizeOffsets(offsets: readonly number[]): string {
  const off = [...offsets.entries()].filter(([, ns]) => ns !== 0)
  const [only] = off
  if (!only) return 'none'
  return off.length === 1 ? `CPU ${only[0]} ${formatOffset(only[1])}` : `${off.length} CPUs`
}
