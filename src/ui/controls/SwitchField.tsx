import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { Field, tryConfigure } from './Field.tsx'
import { LABELS } from './setting-words.ts'

interface SwitchFieldProps {
  view: View
  setting: 'overwrite' | 'snapshot' | 'asPosted' | 'irqSave'
}

export function SwitchField({ view, setting }: SwitchFieldProps) {
  const on = useStore(view.session.store, (state) => state.config[setting])
  return (
    <Field view={view} setting={setting} label={LABELS[setting]}>
      {({ id, describedBy }) => (
        <button
          type="button"
          id={id}
          role="switch"
          className="switch"
          aria-checked={on}
          aria-describedby={describedBy}
          onClick={() => void tryConfigure(view, { [setting]: !on })}
        >
          <span className="switch-knob" />
        </button>
      )}
    </Field>
  )
}
