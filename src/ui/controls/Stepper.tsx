interface StepperProps {
  words: string
  /** undefined: there is none in that direction */
  value: number | undefined
  sign: '−' | '+'
  onStep: (value: number) => void
}

/** A button beside a number, for who would rather press than type. */
export function Stepper({ words, value, sign, onStep }: StepperProps) {
  return (
    <button
      type="button"
      className="stepper"
      aria-label={words}
      title={words}
      disabled={value === undefined}
      onClick={() => value !== undefined && onStep(value)}
    >
      {sign}
    </button>
  )
}
