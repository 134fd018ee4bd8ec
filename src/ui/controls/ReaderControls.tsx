import { useStore } from 'zustand'
import type { ReaderConfig } from '../../machine/machine-config.ts'
import { formatRate } from '../numbers.ts'
import type { View } from '../view.ts'
import { Field, tryConfigure } from './Field.tsx'
import { PASSES, READ_RATES } from './steps.ts'
import { StepSlider } from './StepSlider.tsx'

const READERS: Record<ReaderConfig['kind'], { label: string; start: ReaderConfig }> = {
  none: { label: 'none', start: { kind: 'none' } },
  consume: { label: 'consumes', start: { kind: 'consume', eventsPerSecond: 400 } },
  iterate: { label: 'iterates', start: { kind: 'iterate', passesPerSecond: 2 } },
}

export function ReaderControls({ view }: { view: View }) {
  const reader = useStore(view.session.store, (state) => state.config.reader)
  return (
    <>
      <Field view={view} setting="reader" label="reader">
        {({ id, describedBy }) => (
          <select
            id={id}
            value={reader.kind}
            aria-describedby={describedBy}
            onChange={(event) => {
              const kind = Object.keys(READERS).find((name) => name === event.target.value) as
                ReaderConfig['kind'] | undefined
              if (kind) void tryConfigure(view, { reader: READERS[kind].start })
            }}
          >
            {Object.entries(READERS).map(([kind, { label }]) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {reader.kind === 'consume' && (
        <Field view={view} setting="reader" label="reader’s rate" showProblems={false}>
          {(parts) => (
            <StepSlider
              parts={parts}
              steps={READ_RATES}
              value={reader.eventsPerSecond}
              text={formatRate(reader.eventsPerSecond)}
              onStep={(eventsPerSecond) => void tryConfigure(view, { reader: { kind: 'consume', eventsPerSecond } })}
            />
          )}
        </Field>
      )}
      {reader.kind === 'iterate' && (
        <Field view={view} setting="reader" label="passes" showProblems={false}>
          {(parts) => (
            <StepSlider
              parts={parts}
              steps={PASSES}
              value={reader.passesPerSecond}
              text={`${reader.passesPerSecond}/s`}
              onStep={(passesPerSecond) => void tryConfigure(view, { reader: { kind: 'iterate', passesPerSecond } })}
            />
          )}
        </Field>
      )}
    </>
  )
}
