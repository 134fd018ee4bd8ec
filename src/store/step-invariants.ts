/** The invariants of the run of the moment: which hold at the op that is shown, and where on its branch each failed first. Loaded when step mode is. */
import { invariantsAt } from '../invariants/all-invariants.ts'
import type { InvariantState } from '../invariants/all-invariants.ts'
import { FirstFailures } from '../invariants/first-failures.ts'
import type { FirstFailure } from '../invariants/first-failures.ts'
import type { Conditions } from '../invariants/moment.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { StepLog } from '../recording/step-log.ts'
import { offsetsInForce } from './clock-offsets.ts'

/** ms of the page's time that a slice takes: two fit between two pictures */
const SLICE_MS = 8
/** ops between two looks at the time */
const OPS_PER_LOOK = 16

/** What has been found on a branch stays found: who comes back to it does not look again. */
const found = new WeakMap<StepLog, FirstFailures>()

/** Of the branch that is shown. It looks at ops when it is asked to. */
export function firstFailuresOf(run: StepRun): FirstFailures {
  const { recording, branches } = run
  const { log, deliveries } = branches.current
  const known = found.get(log)
  if (known) return known
  const failures = new FirstFailures({
    recording,
    conditions: conditionsOf(run),
    consumedAt: (op) => deliveries.filter((each) => each.op === op).flatMap(({ events }) => readBatch(events)),
  })
  found.set(log, failures)
  return failures
}

/** Looks at all ops of the branch, a slice at a time. @param onSlice told after each @returns ends it */
export function scanInSlices(failures: FirstFailures, onSlice: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const slice = (): void => {
    const end = Date.now() + SLICE_MS
    while (!failures.scan(OPS_PER_LOOK)) {
      if (Date.now() < end) continue
      timer = setTimeout(slice)
      break
    }
    onSlice()
  }
  slice()
  return () => clearTimeout(timer)
}

export interface ShownInvariant extends InvariantState {
  /** undefined: it has not failed at any op that was looked at */
  readonly first: FirstFailure | undefined
}

/** At the op that is shown. */
export function shownInvariants(run: StepRun): ShownInvariant[] {
  const failures = firstFailuresOf(run)
  // who steps stands where the look at the branch has just come to
  const states = failures.seen === run.recording.position ? failures.states() : statesAt(run)
  return states.map((state) => ({ ...state, first: failures.found.get(state.id) }))
}

function statesAt(run: StepRun): InvariantState[] {
  const consumed = run.delivered.flatMap(({ events }) => readBatch(events))
  return invariantsAt(run.recording.image, { stands: run.actors, conditions: conditionsOf(run), consumed })
}

function conditionsOf({ config, live }: StepRun): Conditions {
  const { irqSave, workload } = config
  return {
    irqSave,
    steady: workload.kind === 'synthetic' && workload.tracer === 'steady',
    // replayed events keep their recorded stamps, a browser's clock is coarse; a clock that would be below zero stands at its smallest
    stampsDiffer: !live && workload.kind !== 'trace' && offsetsInForce(config).every((offset) => offset >= 0),
  }
}
