/** Checks of arguments at the outer edge. @throws RingsideError */
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'

export function requireCpu(cpu: number, { cpus }: MachineConfig): void {
  if (!Number.isInteger(cpu) || cpu < 0 || cpu >= cpus)
    throw new RingsideError('bad-cpu', `There is no CPU ${cpu}: this machine has CPUs 0 to ${cpus - 1}.`)
}

export function requirePage(page: number, { pagesPerCpu }: MachineConfig): void {
  if (!Number.isInteger(page) || page < 0 || page >= pagesPerCpu)
    throw new RingsideError('bad-page', `There is no page ${page}: each ring has pages 0 to ${pagesPerCpu - 1}.`)
}

export function requireType(type: number): void {
  if (!Number.isInteger(type) || type < 0 || type > 32767)
    throw new RingsideError('invalid-type', `An event's type is a whole number from 0 to 32767, not ${type}.`)
}

export function requireCount(count: number, name: string): void {
  const isCount = count === Infinity || (Number.isInteger(count) && count >= 0)
  if (!isCount) throw new RingsideError('bad-argument', `${name} must be a whole number of 0 or more, not ${count}.`)
}

export function requireBytes(payload: ArrayLike<number>): Uint8Array {
  const length = payload?.length
  const bytes = Number.isInteger(length) ? Array.from(payload) : undefined
  if (!bytes?.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255))
    throw new RingsideError('bad-argument', 'The payload must be a list of bytes: whole numbers from 0 to 255.')
  return Uint8Array.from(bytes)
}
