import type { EventRegistration, EventTypes } from '../events/event-types.ts'
import { FIRST_DYNAMIC_ID } from '../events/event-types.ts'
import { EventType } from '../events/event-type.ts'
import type { EventTypeInfo } from '../events/event-type.ts'
import { EventTypeError } from '../events/event-type-error.ts'
import { RingsideError } from '../machine/ringside-error.ts'

/** The event types that were registered by hand: they outlive the machine in which they were. */
export class RegisteredEvents {
  private infos: readonly EventTypeInfo[] = []

  /** @returns its id @throws RingsideError invalid-type for the id, bad-argument for the rest; then nothing has changed */
  register(types: EventTypes, event: EventRegistration): number {
    requireFreeId(types, event.id ?? 0)
    const id = orBadArgument(() => {
      requirePrintable(event)
      return types.register(event)
    })
    const info = types.get(id)?.info
    // a type of this name or id that another machine has kept out is given up for this one
    if (info) this.infos = [...this.infos.filter((other) => other.id !== id && other.name !== info.name), info]
    return id
  }

  /** Registers them again, with the ids that they have. @returns a sentence for each that has no place among these types */
  bringInto(types: EventTypes): string[] {
    return this.infos.flatMap((info) => {
      const taken = types.get(info.id) ?? types.named(info.name)
      if (!taken) types.adopt(info)
      const why = `this machine has “${taken?.name}” with the id ${taken?.id}`
      return taken ? [`The event “${info.name}” with the id ${info.id} is not registered: ${why}.`] : []
    })
  }
}

function requireFreeId(types: EventTypes, id: number): void {
  const refuse = (why: string): never => {
    throw new RingsideError('invalid-type', why)
  }
  if (!Number.isInteger(id) || id < 0 || id >= FIRST_DYNAMIC_ID)
    refuse(`An id is a whole number from 1 to ${FIRST_DYNAMIC_ID - 1}, not ${id}; without one, the next free is given.`)
  const taken = id > 0 && types.get(id)
  if (taken) refuse(`The id ${id} is taken by “${taken.name}”.`)
}

/** Fields and print fmt are understood. */
function requirePrintable({ name, fields, print }: EventRegistration): void {
  const { printProblem } = new EventType({ id: 0, name, fields, ...(print !== undefined && { print }) })
  if (printProblem) throw new RingsideError('bad-argument', printProblem)
}

function orBadArgument<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof EventTypeError ? new RingsideError('bad-argument', error.message) : error
  }
}
