/** CPUs and pages that a machine has. Asked when a call's turn has come: a configure before it may have changed them. */
import type { MachineConfig } from './machine-config.ts'
import { RingsideError } from './ringside-error.ts'

/** @throws RingsideError bad-cpu */
export function requireCpu(cpu: number, { cpus }: Pick<MachineConfig, 'cpus'>): void {
  if (!Number.isInteger(cpu) || cpu < 0 || cpu >= cpus)
    throw new RingsideError('bad-cpu', `There is no CPU ${cpu}: this machine has CPUs 0 to ${cpus - 1}.`)
}

/** @throws RingsideError bad-page */
export function requirePage(page: number, { pagesPerCpu }: MachineConfig): void {
  if (!Number.isInteger(page) || page < 0 || page >= pagesPerCpu)
    throw new RingsideError('bad-page', `There is no page ${page}: each ring has pages 0 to ${pagesPerCpu - 1}.`)
}
