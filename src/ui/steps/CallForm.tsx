import { useState } from 'react'
import type { FormEvent } from 'react'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

const READER_CALLS = ['consume', 'read', 'snapshot', 'reset'] as const
const DEFAULT_BYTES = 24
/** of a hand-written event */
const TYPE = 7

/** Queues a call for an actor: it begins with its next step, and is stepped by hand. */
export function CallForm({ view, run }: { view: View; run: Run }) {
  const { stepping, report } = view.session
  const [actor, setActor] = useState(0)
  const [bytes, setBytes] = useState(DEFAULT_BYTES)
  const [call, setCall] = useState<(typeof READER_CALLS)[number]>('consume')
  const seat = Math.min(actor, run.cpus)
  const isReader = seat === run.cpus
  const queue = (event: FormEvent): void => {
    event.preventDefault()
    const wanted = isReader ? readerCall(call) : ({ call: 'write', type: TYPE, payload: counting(bytes) } as const)
    stepping.begin(seat, wanted).catch(report)
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
        <select aria-label="Call" value={call} onChange={(event) => setCall(event.target.value as typeof call)}>
          {READER_CALLS.map((each) => (
            <option key={each} value={each}>
              {each === 'snapshot' ? 'snapshot of all' : each === 'reset' ? 'reset of CPU 0' : each}
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

function readerCall(call: (typeof READER_CALLS)[number]) {
  return call === 'reset' ? { call, cpu: 0 } : { call }
}

function counting(bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => at & 0xff)
}
