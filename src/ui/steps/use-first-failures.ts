import { useEffect, useState } from 'react'
import { firstFailuresOf, scanInSlices } from '../../store/step-invariants.ts'
import type { Run } from './ActorRow.tsx'

/** Of the branch that is shown; it looks at what has been added to it, a slice at a time. */
export function useFirstFailures(run: Run) {
  const { length } = run.recording
  const failures = firstFailuresOf(run)
  const [, setSeen] = useState(0)
  useEffect(() => scanInSlices(failures, () => setSeen(failures.seen)), [failures, length])
  return failures
}
