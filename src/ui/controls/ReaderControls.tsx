import { useStore } from 'zustand'
import type { ReaderConfig } from '../../machine/machine-config.ts'
import type { View } from '../view.ts'
import { Field, tryConfigure } from './Field.tsx'
import { PaceField } from './PaceField.tsx'
import { PASS_RATE, READ_RATE } from './steps.ts'

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
        <PaceField
          view={view}
          setting="reader"
          label="reader’s rate"
          hint="0–flat out · at once"
          value={reader.eventsPerSecond}
          range={READ_RATE}
          set={(eventsPerSecond) => tryConfigure(view, { reader: { kind: 'consume', eventsPerSecond } })}
        />
      )}
      {reader.kind === 'iterate' && (
        <PaceField
          view={view}
          setting="reader"
          label="passes"
          hint={`0–${PASS_RATE.most}/s · at once`}
          value={reader.passesPerSecond}
          range={PASS_RATE}
          set={(passesPerSecond) => tryConfigure(view, { reader: { kind: 'iterate', passesPerSecond } })}
        />
      )}
    </>
  )
}
