import { useState } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { dismissProblems, Field, tryConfigure } from './Field.tsx'

interface NumberFieldProps {
  view: View
  setting: 'cpus' | 'pagesPerCpu' | 'pageSize' | 'seed'
  label: string
  unit?: string
}

/** Takes effect on Enter or when it is left. What is impossible stays to be seen, with the reason; the machine runs on as it was. */
export function NumberField({ view, setting, label, unit }: NumberFieldProps) {
  const value = useStore(view.session.store, (state) => state.config[setting])
  const [draft, setDraft] = useState<string>()
  const giveUp = (): void => {
    setDraft(undefined)
    dismissProblems(view, setting)
  }
  const commit = async (): Promise<void> => {
    if (draft === undefined) return
    const next = draft.trim() === '' ? NaN : Number(draft)
    if (next === value) giveUp()
    else if (await tryConfigure(view, { [setting]: next })) setDraft(undefined)
  }
  return (
    <Field view={view} setting={setting} label={label}>
      {({ id, describedBy, invalid }) => (
        <>
          <input
            id={id}
            className="number-input"
            inputMode="numeric"
            autoComplete="off"
            value={draft ?? String(value)}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={() => void commit()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void commit()
              if (event.key === 'Escape') giveUp()
            }}
          />
          {unit && <span className="field-unit">{unit}</span>}
        </>
      )}
    </Field>
  )
}
