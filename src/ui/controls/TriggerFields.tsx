import { useId } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { comparableFields, CONDITIONS } from './trigger-draft.ts'
import type { Draft } from './trigger-draft.ts'

interface TriggerFieldsProps {
  view: View
  draft: Draft
  onChange: (patch: Partial<Draft>) => void
}

export function TriggerFields({ view, draft, onChange }: TriggerFieldsProps) {
  const { store } = view.session
  const cpus = useStore(store, (state) => state.config.cpus)
  const counts = useStore(store, (state) => state.config.clock === 'counter')
  const on = CONDITIONS.map(({ on, words }) => ({ value: on, words }))
  const places = Array.from({ length: cpus }, (_, cpu) => ({ value: String(cpu), words: `CPU ${cpu}` }))
  return (
    <>
      <Choice
        label="stop recording on"
        value={draft.on}
        options={on}
        onChange={(value) => onChange({ on: CONDITIONS.find((each) => each.on === value)?.on ?? 'overrun' })}
      />
      {draft.on === 'event' && <EventFields view={view} draft={draft} onChange={onChange} />}
      {draft.on === 'stamp' && (
        <Typed
          label="at or after"
          unit={counts ? '' : 's'}
          value={draft.atLeast}
          onChange={(atLeast) => onChange({ atLeast })}
        />
      )}
      <Choice
        label="happening on"
        value={draft.cpu}
        options={[{ value: '', words: 'any CPU' }, ...places]}
        onChange={(cpu) => onChange({ cpu })}
      />
      <Typed label="events after it" unit="" value={draft.after} onChange={(after) => onChange({ after })} />
    </>
  )
}

/** The types of this machine, and of the chosen one the fields that hold one number. */
function EventFields({ view, draft, onChange }: TriggerFieldsProps) {
  const { session } = view
  // other machines have other types, and types are registered by hand
  useStore(session.store, (state) => `${state.boot} ${state.registrations}`)
  const types = session.types.list().map(({ id, name }) => ({ value: String(id), words: name }))
  const fields = comparableFields(session.types, Number(draft.type)).map(({ name }) => ({ value: name, words: name }))
  return (
    <>
      <Choice
        label="event"
        value={draft.type}
        options={[{ value: '', words: 'choose' }, ...types]}
        onChange={(type) => onChange({ type, field: '' })}
      />
      {fields.length > 0 && (
        <Choice
          label="where"
          value={draft.field}
          options={[{ value: '', words: 'any' }, ...fields]}
          onChange={(field) => onChange({ field })}
        />
      )}
      {draft.field !== '' && (
        <Typed label="equals" unit="" value={draft.equals} onChange={(equals) => onChange({ equals })} />
      )}
    </>
  )
}

function Line({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="field">
      <div className="field-line">
        <label htmlFor={id}>{label}</label>
        <span className="field-control">{children}</span>
      </div>
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly { value: string; words: string }[]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <Line id={id} label={label}>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </Line>
  )
}

interface TypedProps {
  label: string
  unit: string
  value: string
  onChange: (value: string) => void
}

function Typed({ label, unit, value, onChange }: TypedProps) {
  const id = useId()
  return (
    <Line id={id} label={label}>
      <input
        id={id}
        className="number-input"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {unit && <span className="field-unit">{unit}</span>}
    </Line>
  )
}
