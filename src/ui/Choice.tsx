import { useId } from 'react'
import './choice.css'

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  /** with their words */
  choices: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}

/** One of a few, with a label beside it. */
export function Choice<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) {
  const id = useId()
  return (
    <span className="choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const next = choices.find(([each]) => each === event.target.value)
          if (next) onChange(next[0])
        }}
      >
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </span>
  )
}
