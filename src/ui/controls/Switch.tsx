import type { FieldParts } from './Field.tsx'

interface SwitchProps {
  parts: FieldParts
  on: boolean
  onChange: (on: boolean) => void
}

export function Switch({ parts, on, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      id={parts.id}
      role="switch"
      className="switch"
      aria-checked={on}
      aria-describedby={parts.describedBy}
      onClick={() => onChange(!on)}
    >
      <span className="switch-knob" />
    </button>
  )
}
