/** Families of events as numbers, for columns and bins. */
import type { EventFamily } from '../../events/event-family.ts'

export const FAMILIES: readonly EventFamily[] = ['sched', 'irq', 'timer', 'syscall', 'user', 'io', 'other']

export type FamilyOf = (type: number) => EventFamily

/** From a type to its family's number, remembered. */
export function familyCodes(familyOf: FamilyOf): (type: number) => number {
  const codes = new Map<number, number>()
  return (type) => {
    const known = codes.get(type)
    if (known !== undefined) return known
    const code = FAMILIES.indexOf(familyOf(type))
    codes.set(type, code)
    return code
  }
}
