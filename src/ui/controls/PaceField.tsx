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

/** How fast: a slider for the hand, and beside it the exact number, which can be typed. */
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
  return (
    <Field view={view} setting={setting} label={label} hint={hint} showProblems={false} wrong={wrong}>
      {(parts) => (
        <>
          <StepSlider parts={parts} steps={steps} value={value} textOf={textOf} onStep={set} />
          <input
            {...props}
            className="number-input pace-input"
            aria-label={`${label}, exactly`}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={parts.describedBy}
            aria-invalid={parts.invalid}
          />
        </>
      )}
    </Field>
  )
}
