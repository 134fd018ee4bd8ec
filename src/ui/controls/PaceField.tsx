import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { Field } from './Field.tsx'
import { parsePace } from './number-text.ts'
import type { PaceRange } from './steps.ts'
import { StepSlider } from './StepSlider.tsx'
import { useTyped } from './use-typed.ts'

interface PaceFieldProps {
  view: View
  setting: 'workload' | 'reader'
  label: string
  hint: string
  value: number
  range: PaceRange
  set: (pace: number) => Promise<boolean>
}

const NO_PACE = 'steps have no pace'

/** How fast: a slider for the hand, and beside it the exact number, which can be typed. Who is stepped goes as fast as the hand that steps. */
export function PaceField({ view, setting, label, hint, value, range, set }: PaceFieldProps) {
  const { steps, least, most, textOf, howTo } = range
  const { props, isWrong } = useTyped({
    text: textOf(value),
    parse: (typed) => {
      const pace = parsePace(typed)
      return pace !== undefined && pace >= least && pace <= most ? pace : undefined
    },
    set,
  })
  const wrong = isWrong ? howTo : undefined
  const isStepped = useStore(view.session.store, (state) => state.config.mode === 'step')
  return (
    <Field
      view={view}
      setting={setting}
      label={label}
      hint={isStepped ? NO_PACE : hint}
      showProblems={false}
      wrong={wrong}
    >
      {(parts) => (
        <>
          <StepSlider parts={parts} steps={steps} value={value} textOf={textOf} onStep={set} disabled={isStepped} />
          <input
            {...props}
            className="number-input pace-input"
            aria-label={`${label}, exactly`}
            autoComplete="off"
            spellCheck={false}
            disabled={isStepped}
            aria-describedby={parts.describedBy}
            aria-invalid={parts.invalid}
          />
        </>
      )}
    </Field>
  )
}
