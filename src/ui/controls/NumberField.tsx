import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { dismissProblems, Field, tryConfigure } from './Field.tsx'
import { NO_NUMBER, parseNumber } from './number-text.ts'
import { limitsOf, LABELS } from './setting-words.ts'
import { Stepper } from './Stepper.tsx'
import { useTyped } from './use-typed.ts'

interface NumberFieldProps {
  view: View
  setting: 'cpus' | 'pagesPerCpu' | 'pageSize' | 'seed'
  unit?: string
  /** by how much its buttons change it: by one, or by doubling and halving; undefined: it has none */
  steps?: 'ones' | 'doubles'
}

/** What is impossible stays to be seen, with the reason; the machine runs on as it was. */
export function NumberField({ view, setting, unit, steps }: NumberFieldProps) {
  const value = useStore(view.session.store, (state) => state.config[setting])
  const set = (next: number): Promise<boolean> => tryConfigure(view, { [setting]: next })
  const { props, isWrong } = useTyped({
    text: String(value),
    parse: parseNumber,
    set,
    onGiveUp: () => dismissProblems(view, setting),
  })
  return (
    <Field view={view} setting={setting} label={LABELS[setting]} wrong={isWrong ? NO_NUMBER : undefined}>
      {({ id, describedBy, invalid }) => (
        <>
          <input
            {...props}
            id={id}
            className="number-input"
            inputMode="numeric"
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={invalid}
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
