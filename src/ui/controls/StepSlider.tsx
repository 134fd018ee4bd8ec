import { nearestStep } from './steps.ts'
import type { FieldParts } from './Field.tsx'

interface StepSliderProps {
  parts: FieldParts
  steps: readonly number[]
  value: number
  text: string
  onStep: (value: number) => void
}

export function StepSlider({ parts, steps, value, text, onStep }: StepSliderProps) {
  return (
    <>
      <input
        id={parts.id}
        type="range"
        className="slider"
        min={0}
        max={steps.length - 1}
        step={1}
        value={nearestStep(steps, value)}
        aria-valuetext={text}
        aria-describedby={parts.describedBy}
        onChange={(event) => {
          const next = steps[event.target.valueAsNumber]
          if (next !== undefined) onStep(next)
        }}
      />
      <output className="slider-value" htmlFor={parts.id}>
        {text}
      </output>
    </>
  )
}
