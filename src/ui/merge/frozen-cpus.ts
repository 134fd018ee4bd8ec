import type { MachineState } from '../../machine/machine-state.ts'
import type { CurrentCaptures } from '../../store/current-captures.ts'

/** CPUs over whose rings the reader passes: an actor died with the lock. As posted it takes none. */
export function frozenCpus(
  readout: MachineState | undefined,
  captures: Pick<CurrentCaptures, 'latest'>,
  asPosted: boolean,
): ReadonlySet<number> {
  if (!readout || asPosted) return new Set()
  const { cpus, running } = readout
  const isFrozen = (cpu: number): boolean => {
    const holder = captures.latest(cpu)?.lockHolder
    if (holder === undefined) return false
    // who stands still between two events holds no lock
    return running ? cpus[holder]?.status === 'crashed' : true
  }
  return new Set([...cpus.keys()].filter(isFrozen))
}
