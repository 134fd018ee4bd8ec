import type { PrintableEvent, PrintFunc } from '../ring/print-func.ts'
import { EventType, type EventTypeInfo } from './event-type.ts'
import { EventTypeError } from './event-type-error.ts'
import { IRQ_EVENT } from './irq-event.ts'
import { STEADY_EVENT } from './steady-event.ts'

/** Ids below are given by who registers a type; ids from here on are given out. */
export const FIRST_DYNAMIC_ID = 1000
/** the event's header has 16 bits for the type, and the repaired design refuses those that would be negative */
const LAST_ID = 32767
/** in ftrace text a colon and a blank end the name */
const NAME = /^[^\s\p{Cc}]{0,199}[^\s:\p{Cc}]$/u

/** The types that every machine has. */
export const BUILT_IN_EVENTS: readonly EventTypeInfo[] = [STEADY_EVENT, IRQ_EVENT]

/** What the mail's ring_buffer_register_event is told. Without an id, or with 0 as in the mail, one is given out. */
export type EventRegistration = Omit<EventTypeInfo, 'id'> & { readonly id?: number }

/** The registered types of events: by id, by name, and in the order of their names. */
export class EventTypes {
  private readonly byId = new Map<number, EventType>()
  private readonly byName = new Map<string, EventType>()
  private nextId = FIRST_DYNAMIC_ID

  /**
   * @param infos types that keep their ids, dynamic ones too: how a worker gets those of the main thread
   * @param printUnregistered the buffer's own print function, for events whose type is not registered
   */
  constructor(
    infos: readonly EventTypeInfo[] = BUILT_IN_EVENTS,
    private readonly printUnregistered: PrintFunc = ({ type, body }) => `type ${type}: ${hexOf(body)}`,
  ) {
    for (const info of infos) this.adopt(info)
  }

  /**
   * @returns the type's id: the one asked for, else the next free one from 1000 on
   * @throws EventTypeError where the id is not 1 … 999, id or name is taken, the fields are none, or the length is too
   *   short for them; then nothing has changed
   */
  register(event: EventRegistration): number {
    const given = event.id === 0 ? undefined : event.id
    if (given !== undefined) rejectDynamicId(given)
    const id = given ?? this.nextId
    const { name, fields, print, length } = event
    const more = { ...(print !== undefined && { print }), ...(length !== undefined && { length }) }
    this.adopt({ id, name, fields: [...fields], ...more })
    return id
  }

  /** Registers a type under the id that it has elsewhere. */
  adopt(info: EventTypeInfo): EventType {
    if (!Number.isInteger(info.id) || info.id < 1 || info.id > LAST_ID) {
      throw new EventTypeError(`The type id ${info.id} is not a whole number from 1 to ${LAST_ID}.`)
    }
    if (!NAME.test(info.name)) {
      throw new EventTypeError(
        `“${info.name}” cannot name an event: up to 200 characters, no blanks, no colon at the end.`,
      )
    }
    const taken = this.byId.get(info.id)
    if (taken) throw new EventTypeError(`The type id ${info.id} is taken by “${taken.name}”.`)
    if (this.byName.has(info.name)) throw new EventTypeError(`An event named “${info.name}” is registered already.`)
    const type = new EventType(info)
    this.byId.set(type.id, type)
    this.byName.set(type.name, type)
    this.nextId = Math.max(this.nextId, type.id + 1)
    return type
  }

  get(id: number): EventType | undefined {
    return this.byId.get(id)
  }

  named(name: string): EventType | undefined {
    return this.byName.get(name)
  }

  /** Sorted by name, by code units, so that every machine lists them alike. */
  list(): EventType[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** All types as plain data, for another thread's `new EventTypes(infos)`. */
  infos(): EventTypeInfo[] {
    return this.list().map((type) => type.info)
  }

  /** The event's text: what its type prints of the body without its rounding, else what the buffer's own print function does. */
  print(event: PrintableEvent): string {
    const type = this.byId.get(event.type)
    return type ? type.format(type.trim(event.body)) : this.printUnregistered(event)
  }

  /** The text of a payload that stands in no ring; `type N: ` and its bytes in hex where the type is not registered. */
  format(id: number, payload: Uint8Array): string {
    return this.byId.get(id)?.format(payload) ?? `type ${id}: ${hexOf(payload)}`
  }

  /** The name that an event of this type goes by: `type N` where it is not registered. */
  nameOf(id: number): string {
    return this.byId.get(id)?.name ?? `type ${id}`
  }

  /** The payload without the bytes of the rounding, as far as its type knows its true length. */
  trim(id: number, rounded: Uint8Array): Uint8Array {
    return this.byId.get(id)?.trim(rounded) ?? rounded
  }
}

function rejectDynamicId(id: number): void {
  if (id >= FIRST_DYNAMIC_ID) {
    throw new EventTypeError(
      `The type id ${id} is not yours to give: choose 1 … ${FIRST_DYNAMIC_ID - 1}, or leave it out to get one from ${FIRST_DYNAMIC_ID} on.`,
    )
  }
}

function hexOf(payload: Uint8Array): string {
  let hex = ''
  for (const byte of payload) hex += byte.toString(16).padStart(2, '0')
  return hex
}
