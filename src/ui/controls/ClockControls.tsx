import { useStore } from 'zustand'
import type { TraceClockName } from '../../machine/machine-config.ts'
import { Count } from '../Count.tsx'
import type { View } from '../view.ts'
import { ClockOffsets } from './ClockOffsets.tsx'
import { GUARANTEES, INVERSIONS, RECORDED, TIES } from './clock-words.ts'
import { Field, tryConfigure } from './Field.tsx'
import { Group } from './Group.tsx'

const CLOCKS: readonly TraceClockName[] = ['local', 'global', 'counter']

/** The clock in force, what it guarantees, and how far the merge by its stamps was from the order in which things happened. */
export function ClockControls({ view }: { view: View }) {
  const { store } = view.session
  const clock = useStore(store, (state) => state.config.clock)
  const replays = useStore(store, (state) => state.config.workload.kind === 'trace')
  const inversions = useStore(store, (state) => state.readout?.inversions ?? 0)
  const ties = useStore(store, (state) => state.readout?.ties ?? 0)
  return (
    <Group id="clock" title="Clock" summary={clock}>
      <ClockField view={view} />
      <p className="control-note">
        {GUARANTEES[clock]} {replays && clock !== 'counter' && RECORDED}
      </p>
      <ClockOffsets view={view} />
      <ClockCount name="inversions" count={inversions} meaning={INVERSIONS} />
      <ClockCount name="ties" count={ties} meaning={TIES} />
    </Group>
  )
}

function ClockField({ view }: { view: View }) {
  const clock = useStore(view.session.store, (state) => state.config.clock)
  return (
    <Field view={view} setting="clock" label="clock">
      {({ id, describedBy }) => (
        <select
          id={id}
          value={clock}
          aria-describedby={describedBy}
          onChange={(event) => {
            const next = CLOCKS.find((name) => name === event.target.value)
            if (next) void tryConfigure(view, { clock: next })
          }}
        >
          {CLOCKS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </Field>
  )
}

function ClockCount({ name, count, meaning }: { name: string; count: number; meaning: string }) {
  return (
    <div className="clock-count">
      <span className="clock-count-line" role="group" aria-label={`${name} ${count}`}>
        {name}{' '}
        <b data-count={name}>
          <Count value={count} />
        </b>
      </span>
      <p className="control-note">{meaning}</p>
    </div>
  )
}
