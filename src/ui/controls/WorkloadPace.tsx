import { useStore } from 'zustand'
import type { SyntheticWorkload, TraceWorkload } from '../../machine/machine-config.ts'
import type { View } from '../view.ts'
import { Field, tryConfigure } from './Field.tsx'
import { parseNumber } from './number-text.ts'
import { PaceField } from './PaceField.tsx'
import { hintOf } from './setting-words.ts'
import { SPEED, WRITE_RATE } from './steps.ts'
import { Switch } from './Switch.tsx'
import { useTyped } from './use-typed.ts'

/** How fast the workload goes, and for how long. */
export function WorkloadPace({ view }: { view: View }) {
  const workload = useStore(view.session.store, (state) => state.config.workload)
  switch (workload.kind) {
    case 'none':
      return null
    case 'trace':
      return <TracePace view={view} workload={workload} />
    case 'synthetic':
      return <TracerPace view={view} workload={workload} />
  }
}

function TracePace({ view, workload }: { view: View; workload: TraceWorkload }) {
  const hint = useStore(view.session.store, (state) => hintOf('workload', state.config))
  return (
    <>
      <PaceField
        view={view}
        setting="workload"
        label="speed"
        hint="above 0 · at once"
        value={workload.speed}
        range={SPEED}
        set={(speed) => tryConfigure(view, { workload: { ...workload, speed } })}
      />
      <Field view={view} setting="workload" label="loop" hint={hint} showProblems={false}>
        {(parts) => (
          <Switch
            parts={parts}
            on={workload.loop ?? false}
            onChange={(loop) => void tryConfigure(view, { workload: { ...workload, loop } })}
          />
        )}
      </Field>
    </>
  )
}

function TracerPace({ view, workload }: { view: View; workload: SyntheticWorkload }) {
  return (
    <>
      <PaceField
        view={view}
        setting="workload"
        label="rate per CPU"
        hint="0–flat out · at once"
        value={workload.eventsPerSecond}
        range={WRITE_RATE}
        set={(eventsPerSecond) => tryConfigure(view, { workload: { ...workload, eventsPerSecond } })}
      />
      <EventsField view={view} workload={workload} />
    </>
  )
}

const ENDLESS = 'endless'

/** After so many attempts a CPU is idle. */
function EventsField({ view, workload }: { view: View; workload: SyntheticWorkload }) {
  const { eventsPerCpu, ...endless } = workload
  const { props, isWrong } = useTyped({
    text: eventsPerCpu === undefined ? ENDLESS : String(eventsPerCpu),
    parse: parseEvents,
    set: (events) =>
      tryConfigure(view, { workload: events === Infinity ? endless : { ...endless, eventsPerCpu: events } }),
  })
  return (
    <Field
      view={view}
      setting="workload"
      label="events per CPU"
      hint="0–endless · starts anew"
      showProblems={false}
      wrong={isWrong ? `A whole number of events, or ${ENDLESS}.` : undefined}
    >
      {({ id, describedBy, invalid }) => (
        <input
          {...props}
          id={id}
          className="number-input pace-input"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Field>
  )
}

/** @returns Infinity for endless, which is also what an empty field says */
function parseEvents(typed: string): number | undefined {
  const text = typed.trim()
  if (text === '' || text === ENDLESS) return Infinity
  const events = parseNumber(text)
  return events !== undefined && Number.isSafeInteger(events) && events >= 0 ? events : undefined
}
