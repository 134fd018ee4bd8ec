import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { Field, tryConfigure } from './Field.tsx'
import { LABELS } from './setting-words.ts'
import { Switch } from './Switch.tsx'

interface SwitchFieldProps {
  view: View
  setting: 'overwrite' | 'snapshot' | 'asPosted' | 'irqSave'
}

export function SwitchField({ view, setting }: SwitchFieldProps) {
  const on = useStore(view.session.store, (state) => state.config[setting])
  return (
    <Field view={view} setting={setting} label={LABELS[setting]}>
      {(parts) => <Switch parts={parts} on={on} onChange={(next) => void tryConfigure(view, { [setting]: next })} />}
    </Field>
  )
}
