import { useId } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { comparableFields, CONDITIONS } from './trigger-draft.ts'
import type { Draft, DraftProblem } from './trigger-draft.ts'

interface TriggerFieldsProps {
  view: View
  draft: Draft
  problem: DraftProblem | undefined
  onChange: (patch: Partial<Draft>) => void
}

export function TriggerFields({ view, draft, problem, onChange }: TriggerFieldsProps) {
  const { store } = view.session
  const cpus = useStore(store, (state) => state.config.cpus)
  const counts = useStore(store, (state) => state.config.clock === 'counter')
  const on = CONDITIONS.map(({ on, words }) => ({ value: on, words }))
  const wrong = (field: keyof Draft): string | undefined => (problem?.field === field ? problem.message : undefined)
  const places = Array.from({ length: cpus }, (_, cpu) => ({ value: String(cpu), words: `CPU ${cpu}` }))
  return (
    <>
      <Choice
        label="stop on"
        value={draft.on}
        options={on}
        onChange={(value) => onChange({ on: CONDITIONS.find((each) => each.on === value)?.on ?? 'overrun' })}
      />
      {draft.on === 'event' && <EventFields session={view.session} draft={draft} wrong={wrong} onChange={onChange} />}
      {draft.on === 'stamp' && (
        <Typed
          label="at or after"
          unit={counts ? '' : 's'}
          value={draft.atLeast}
          wrong={wrong('atLeast')}
          onChange={(atLeast) => onChange({ atLeast })}
        />
      )}
      <Choice
        label="happening on"
        value={draft.cpu}
        options={[{ value: '', words: 'any CPU' }, ...places]}
        onChange={(cpu) => onChange({ cpu })}
      />
      <Typed
        label="events after it"
        unit=""
        value={draft.after}
        wrong={wrong('after')}
        onChange={(after) => onChange({ after })}
      />
    </>
  )
}

interface EventFieldsProps {
  session: View['session']
  draft: Draft
  wrong: (field: keyof Draft) => string | undefined
  onChange: (patch: Partial<Draft>) => void
}

/** The types of this machine, and of the chosen one the fields that hold one number. */
function EventFields({ session, draft, wrong, onChange }: EventFieldsProps) {
  const types = session.types.list().map(({ id, name }) => ({ value: String(id), words: name }))
  const fields = comparableFields(session.types, Number(draft.type)).map(({ name }) => ({ value: name, words: name }))
  return (
    <>
      <Choice
        label="event"
        value={draft.type}
        options={[{ value: '', words: 'choose' }, ...types]}
        wrong={wrong('type')}
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
        <Typed
          label="equals"
          unit=""
          value={draft.equals}
          wrong={wrong('equals')}
          onChange={(equals) => onChange({ equals })}
        />
      )}
    </>
  )
}

interface LineProps {
  label: string
  wrong: string | undefined
  children: (parts: { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ReactNode
}

function Line({ label, wrong, children }: LineProps) {
  const id = useId()
  const invalid = wrong !== undefined
  return (
    <div className="field" data-invalid={invalid}>
      <div className="field-line">
        <label htmlFor={id}>{label}</label>
        <span className="field-control">
          {children({ id, 'aria-invalid': invalid, 'aria-describedby': invalid ? `${id}-problem` : undefined })}
        </span>
      </div>
      {invalid && (
        <p className="field-problem" id={`${id}-problem`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly { value: string; words: string }[]
  wrong?: string | undefined
  onChange: (value: string) => void
}

function Choice({ label, value, options, wrong, onChange }: ChoiceProps) {
  return (
    <Line label={label} wrong={wrong}>
      {(parts) => (
        <select {...parts} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

interface TypedProps {
  label: string
  unit: string
  value: string
  wrong: string | undefined
  onChange: (value: string) => void
}

function Typed({ label, unit, value, wrong, onChange }: TypedProps) {
  return (
    <Line label={label} wrong={wrong}>
      {(parts) => (
        <>
          <input
            {...parts}
            className="number-input"
            inputMode="decimal"
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit && <span className="field-unit">{unit}</span>}
        </>
      )}
    </Line>
  )
}
