import { useState } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { dismissProblems, Field, tryConfigure } from './Field.tsx'
import { limitsOf, LABELS } from './setting-words.ts'
import { Stepper } from './Stepper.tsx'

interface NumberFieldProps {
  view: View
  setting: 'cpus' | 'pagesPerCpu' | 'pageSize' | 'seed'
  unit?: string
  /** by how much its buttons change it: by one, or by doubling and halving; undefined: it has none */
  steps?: 'ones' | 'doubles'
}

/** Takes effect on Enter or when it is left. What is impossible stays to be seen, with the reason; the machine runs on as it was. */
export function NumberField({ view, setting, unit, steps }: NumberFieldProps) {
  const value = useStore(view.session.store, (state) => state.config[setting])
  const [draft, setDraft] = useState<string>()
  const giveUp = (): void => {
    setDraft(undefined)
    dismissProblems(view, setting)
  }
  const set = async (next: number): Promise<void> => {
    if (next === value) giveUp()
    else if (await tryConfigure(view, { [setting]: next })) setDraft(undefined)
  }
  const commit = (): void => {
    if (draft !== undefined) void set(draft.trim() === '' ? NaN : Number(draft))
  }
  return (
    <Field view={view} setting={setting} label={LABELS[setting]}>
      {({ id, describedBy, invalid }) => (
        <>
          <input
            id={id}
            className="number-input"
            inputMode="numeric"
            autoComplete="off"
            value={draft ?? String(value)}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit()
              if (event.key === 'Escape') giveUp()
            }}
          />
          {unit && <span className="field-unit">{unit}</span>}
          {steps && setting !== 'seed' && (
            <Steppers view={view} setting={setting} steps={steps} onStep={(next) => void set(next)} />
          )}
        </>
      )}
    </Field>
  )
}

interface SteppersProps {
  view: View
  setting: 'cpus' | 'pagesPerCpu' | 'pageSize'
  steps: 'ones' | 'doubles'
  onStep: (value: number) => void
}

function Steppers({ view, setting, steps, onStep }: SteppersProps) {
  const config = useStore(view.session.store, (state) => state.config)
  const { least, most } = limitsOf(setting, config)
  const value = config[setting]
  const [fewer, more] = steps === 'ones' ? [value - 1, value + 1] : [Math.floor(value / 2), value * 2]
  const [less, greater] = steps === 'ones' ? ['One less', 'One more'] : ['Half', 'Double']
  const possible = (next: number): number | undefined => (next >= least && next <= most ? next : undefined)
  const label = LABELS[setting]
  return (
    <span className="steppers">
      <Stepper words={`${less}: ${label}`} value={possible(fewer)} sign="−" onStep={onStep} />
      <Stepper words={`${greater}: ${label}`} value={possible(more)} sign="+" onStep={onStep} />
    </span>
  )
}
