import { useRef, useState } from 'react'
import { nearestStep } from './steps.ts'
import type { FieldParts } from './Field.tsx'

interface StepSliderProps {
  parts: FieldParts
  steps: readonly number[]
  value: number
  textOf: (value: number) => string
  onStep: (value: number) => Promise<unknown>
  disabled: boolean
}

/** It stands where the hand has put it: what is in force follows a moment later. */
export function StepSlider({ parts, steps, value, textOf, onStep, disabled }: StepSliderProps) {
  const [moved, setMoved] = useState<number>()
  const moves = useRef(0)
  const move = async (next: number): Promise<void> => {
    const move = ++moves.current
    setMoved(next)
    await onStep(next)
    if (move === moves.current) setMoved(undefined)
  }
  return (
    <input
      id={parts.id}
      type="range"
      className="slider"
      min={0}
      max={steps.length - 1}
      step={1}
      disabled={disabled}
      value={nearestStep(steps, moved ?? value)}
      aria-valuetext={textOf(moved ?? value)}
      aria-describedby={parts.describedBy}
      onChange={(event) => {
        const next = steps[event.target.valueAsNumber]
        if (next !== undefined) void move(next)
      }}
    />
  )
}
