/** Which triggers can be armed on a machine. */
import type { Trigger } from '../control/trigger-words.ts'
import type { MachineConfig } from './machine-config.ts'
import { requireCpu } from './require-place.ts'
import { RingsideError } from './ringside-error.ts'

const MAX_AFTER = 2 ** 31 - 1
const MAX_TYPE = 0x7fff

/** @throws RingsideError bad-cpu, bad-argument */
export function requireTrigger(trigger: Trigger, config: Pick<MachineConfig, 'cpus'>): void {
  const { cpu, after = 0 } = trigger
  if (cpu !== undefined) requireCpu(cpu, config)
  if (!isWhole(after, MAX_AFTER))
    throw bad(`The trigger records a whole number of events more, up to ${MAX_AFTER}, not ${after}.`)
  if (trigger.on === 'stamp' && !(trigger.atLeast >= 0))
    throw bad(`The trigger's stamp must be 0 or more, not ${trigger.atLeast}.`)
  if (trigger.on === 'event') requireEvent(trigger)
}

function requireEvent({ type, field }: Extract<Trigger, { on: 'event' }>): void {
  if (!isWhole(type, MAX_TYPE)) throw bad(`The type of an event is a whole number up to ${MAX_TYPE}, not ${type}.`)
  if (!field) return
  const { offset, bytes, equals } = field
  if (!isWhole(offset, MAX_TYPE) || ![1, 2, 4].includes(bytes))
    throw bad('The field of a trigger has 1, 2 or 4 bytes within the body of the event.')
  const most = 2 ** (8 * bytes)
  if (!(Number.isInteger(equals) && equals >= -most / 2 && equals < most))
    throw bad(`No field of ${bytes} bytes equals ${equals}.`)
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most
}

function bad(message: string): RingsideError {
  return new RingsideError('bad-argument', message)
}
