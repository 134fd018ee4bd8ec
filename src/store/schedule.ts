/**
 * Everything that was decided on a stepped machine, for a link: all branches as decisions, which a machine of the same configuration follows to the
 * same bytes. In bytes, all numbers varints (recording/decision-bytes.ts):
 *
 *   of each branch   its parent + 1 (0: none); the ops that it has in common with that; how many bytes of decisions; the decisions behind those
 */
import type { StepRun } from '../machine/step/step-run.ts'
import { decisionBytes, decisionsOf, putVarint, Varints } from '../recording/decision-bytes.ts'
import { decisionsUpTo } from '../recording/decision.ts'
import type { Decision } from '../recording/decision.ts'

export interface ScheduledBranch {
  /** index of its parent; undefined: it begins at op 0 */
  readonly parent: number | undefined
  readonly at: number
  /** what was decided behind `at` */
  readonly decisions: readonly Decision[]
}

export function scheduleBytes({ branches }: StepRun): Uint8Array<ArrayBuffer> {
  const out: number[] = []
  for (const { parent, at, decisions } of branches.all) {
    const before = branches.all.find(({ id }) => id === parent)
    const shared = before ? decisionsUpTo(before.decisions, at).length : 0
    const bytes = decisionBytes(decisions.slice(shared))
    putVarint(out, branches.all.findIndex(({ id }) => id === parent) + 1)
    putVarint(out, at)
    putVarint(out, bytes.length)
    for (const byte of bytes) out.push(byte)
  }
  return Uint8Array.from(out)
}

/** @throws RangeError for what is no schedule of a machine of so many CPUs */
export function scheduleOf(bytes: Uint8Array, cpus: number): ScheduledBranch[] {
  const branches: ScheduledBranch[] = []
  const from = new Varints(bytes)
  while (!from.atEnd) {
    const parent = from.varint() - 1
    const at = from.varint()
    if (parent >= branches.length || parent < 0 !== (branches.length === 0))
      throw new RangeError('a branch begins at one that is not there')
    const decisions = decisionsOf(from.bytes(from.varint()), cpus)
    branches.push({ parent: parent < 0 ? undefined : parent, at, decisions })
  }
  return branches
}

/** What of a schedule is behind that which was decided on this machine already. @throws RangeError where it begins otherwise */
export function behind(schedule: readonly ScheduledBranch[], { branches, recording }: StepRun): ScheduledBranch[] {
  const { decisions: before } = branches.current
  const [first, ...forks] = schedule
  const isSame = String(decisionBytes(first?.decisions.slice(0, before.length) ?? [])) === String(decisionBytes(before))
  if (!isSame || forks.some(({ at }) => at < recording.length)) throw new RangeError('it begins otherwise')
  return first ? [{ ...first, decisions: first.decisions.slice(before.length) }, ...forks] : []
}

/** Follows a schedule from the beginning: threads do again what was decided. @throws RingsideError where they refuse, RangeError */
export async function follow(run: StepRun, schedule: readonly ScheduledBranch[]): Promise<void> {
  for (const { parent, at, decisions } of schedule) {
    if (parent !== undefined) {
      await run.checkout(run.branches.all[parent]?.id ?? '')
      run.seek(at)
      await run.fork()
    }
    for (const decision of decisions) await decide(run, decision)
  }
}

function decide(run: StepRun, decision: Decision): Promise<unknown> {
  switch (decision.do) {
    case 'step':
      return run.step(decision.seat)
    case 'interrupt':
      return run.interrupt(decision.cpu, decision.nmi)
    case 'begin':
      run.begin(decision.seat, decision.call).catch(() => {}) // the answer is seen in the state
      return Promise.resolve()
    case 'stamp':
      return run.stamp(decision.cpu, decision.ns)
    default:
      return run.machine(decision)
  }
}
