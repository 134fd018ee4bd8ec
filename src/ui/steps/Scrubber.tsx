import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

/** To any op of what was recorded. */
export function Scrubber({ view, run }: { view: View; run: Run }) {
  const { position, length } = run.recording
  return (
    <input
      type="range"
      className="step-scrubber"
      aria-label="Op"
      aria-valuetext={`op ${position} of ${length}`}
      min={0}
      max={length}
      value={position}
      onChange={(event) => void view.session.stepping.seek(Number(event.target.value))}
    />
  )
}
