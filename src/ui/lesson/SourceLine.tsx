import { linesOf } from '../../source-lines/places.ts'
import { placeOf } from '../../source-lines/place-of.ts'
import { useSteps } from '../steps/use-steps.ts'
import type { View } from '../view.ts'

/** What was done last before the point, and the line that tells it. */
const LINES = 3

function above(lines: readonly string[], at: number): string {
  const shown = lines.slice(Math.max(0, at - LINES + 1), at + 1)
  const indent = Math.min(...shown.map((line) => line.search(/\S|$/)))
  return shown.map((line) => line.slice(indent)).join('\n')
}

/** The line of the ring's source at which an op arrived, and the way there. */
export function SourceLine({ view, op }: { view: View; op: number }) {
  const run = useSteps(view)
  if (!run || op > run.recording.length) return null
  const place = placeOf(run.recording, op)
  if (!place) return null
  return (
    <div className="lesson-source">
      <code>{above(linesOf(place), place.line - place.from)}</code>
      <span>
        {place.file}:{place.line}
      </span>
      <button type="button" className="button button-small" onClick={() => void view.session.stepping.seek(op)}>
        Show op {op}
      </button>
    </div>
  )
}
