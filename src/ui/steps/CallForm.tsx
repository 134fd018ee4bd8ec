import { useState } from 'react'
import type { FormEvent } from 'react'
import type { StepCall } from '../../store/step-calls.ts'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

const DEFAULT_BYTES = 24
/** CPUs that are named one by one */
const MOST_CPUS = 16
/** of a hand-written event */
const TYPE = 7

/** Queues a call for an actor: it begins with its next step, and is stepped by hand. */
export function CallForm({ view, run }: { view: View; run: Run }) {
  const { stepping, report } = view.session
  const [actor, setActor] = useState(0)
  const [bytes, setBytes] = useState(DEFAULT_BYTES)
  const [chosen, setChosen] = useState(0)
  const calls = readerCalls(run.cpus)
  const seat = Math.min(actor, run.cpus)
  const isReader = seat === run.cpus
  const queue = (event: FormEvent): void => {
    event.preventDefault()
    const write = { call: 'write', type: TYPE, payload: counting(bytes) } as const
    stepping.begin(seat, (isReader && calls[chosen]?.call) || write).catch(report)
  }
  return (
    <form className="step-call" onSubmit={queue} aria-label="Queue a call">
      <span className="step-label">Queue</span>
      <select aria-label="Actor" value={seat} onChange={(event) => setActor(Number(event.target.value))}>
        {Array.from({ length: run.cpus + 1 }, (_, each) => (
          <option key={each} value={each}>
            {each === run.cpus ? 'reader' : `CPU ${each}`}
          </option>
        ))}
      </select>
      {isReader ? (
        <select aria-label="Call" value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          {calls.map(({ words }, at) => (
            <option key={words} value={at}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <label className="step-call-bytes">
          write{' '}
          <input
            type="number"
            min={0}
            max={run.config.pageSize}
            value={bytes}
            onChange={(event) => setBytes(Math.max(0, Math.floor(Number(event.target.value))))}
          />{' '}
          B
        </label>
      )}
      <button type="submit" className="button button-small" disabled={!run.isLive}>
        Queue
      </button>
    </form>
  )
}

/** What the reader can be called to do, of each CPU where there are few. */
function readerCalls(cpus: number): readonly { words: string; call: StepCall }[] {
  const each = Array.from({ length: Math.min(cpus, MOST_CPUS) }, (_, cpu) => cpu)
  return [
    { words: 'consume', call: { call: 'consume' } },
    { words: 'read', call: { call: 'read' } },
    { words: 'snapshot of all', call: { call: 'snapshot' } },
    ...each.map((cpu) => ({ words: `snapshot of CPU ${cpu}`, call: { call: 'snapshot', cpu } as const })),
    ...each.map((cpu) => ({ words: `reset of CPU ${cpu}`, call: { call: 'reset', cpu } as const })),
  ]
}

function counting(bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => at & 0xff)
}
