import { familyOf, type EventFamily } from './event-family.ts'
import { fixedBytes, hasFixedLength, MAX_BODY_BYTES, parseField, type EventField } from './event-field.ts'
import { EventTypeError } from './event-type-error.ts'
import { PrintFormatError } from './print-format-error.ts'
import { compilePrintFormat, fieldPrinter, type Printer } from './print-format.ts'
import { elementsEnd, readField, type FieldValue } from './read-field.ts'
import { writeFields } from './write-fields.ts'

/** A type of event as plain data: it can be sent to a worker, and an `EventType` made of it there. */
export interface EventTypeInfo {
  /** what the event's header carries: static 1 … 999, dynamic 1000 … 32767 */
  readonly id: number
  readonly name: string
  /** lines of a kernel format file; offsets count from the beginning of the body */
  readonly fields: readonly string[]
  /** the kernel's print fmt: `"pid=%d comm=%s", REC->pid, REC->comm`; without it `name=value …` is printed */
  readonly print?: string
  /**
   * The mail's length of the event, here of its body: what every body has at least, and all bodies have where no field varies. The fields
   * lie within it; without it, it is where they end. A body that is shorter is not refused, since the ring knows no types: the fields that
   * it lacks print as `?`.
   */
  readonly length?: number
}

/** A type of event at work: reads, writes and prints bodies. */
export class EventType {
  readonly id: number
  readonly name: string
  readonly family: EventFamily
  readonly fields: readonly EventField[]
  /** bytes that every body has at least */
  readonly length: number
  /** the body's bytes where all bodies of this type are as long; undefined where the fields do not say */
  readonly payloadBytes: number | undefined
  /** why the print fmt is not understood, so that `name=value …` is printed; undefined: it is, or there is none */
  readonly printProblem: string | undefined
  private readonly print: Printer

  /** @throws EventTypeError for a field that is none or lies beyond the length, and for a length that no body has */
  constructor(readonly info: EventTypeInfo) {
    this.id = info.id
    this.name = info.name
    this.family = familyOf(info.name)
    this.fields = info.fields.map(parseField)
    this.length = info.length ?? fixedBytes(this.fields)
    requireLength(this.length, this.fields)
    const known = this.fields.length > 0 || info.length !== undefined
    this.payloadBytes = known && hasFixedLength(this.fields) ? this.length : undefined
    const printer = makePrinter(info.print, this.fields)
    this.print = printer.print
    this.printProblem = printer.problem
  }

  /** The event's text: what its print fmt prints. */
  format(payload: Uint8Array): string {
    return this.print(viewOf(payload))
  }

  /** What each field holds, in their order; undefined where the payload is too short for it. */
  read(payload: Uint8Array): (FieldValue | undefined)[] {
    const body = viewOf(payload)
    return this.fields.map((field) => readField(field, body))
  }

  /** The payload whose fields hold these values, in their order. */
  write(values: readonly FieldValue[]): Uint8Array {
    const fields = writeFields(this.fields, values)
    if (fields.length >= this.length) return fields
    const payload = new Uint8Array(this.length)
    payload.set(fields)
    return payload
  }

  /** Cuts the bytes that rounding has put behind the body, as far as the fields know where it ends. */
  trim(rounded: Uint8Array): Uint8Array {
    return rounded.subarray(0, this.trueLength(rounded))
  }

  private trueLength(rounded: Uint8Array): number {
    if (this.payloadBytes !== undefined) return Math.min(this.payloadBytes, rounded.length)
    if (this.fields.length === 0) return rounded.length
    const body = viewOf(rounded)
    const ends = this.fields.map((field) =>
      field.place === 'fixed' ? field.offset + field.size : elementsEnd(field, body),
    )
    return Math.min(Math.max(this.length, ...ends), rounded.length)
  }
}

function requireLength(length: number, fields: readonly EventField[]): void {
  if (!Number.isInteger(length) || length < 0 || length > MAX_BODY_BYTES) {
    throw new EventTypeError(`The length ${length} is not a whole number of bytes from 0 to ${MAX_BODY_BYTES}.`)
  }
  const beyond = fields.find((field) => field.offset + field.size > length)
  if (beyond) {
    const end = beyond.offset + beyond.size
    throw new EventTypeError(`The field “${beyond.declaration}” ends at byte ${end}, beyond the length of ${length}.`)
  }
}

function viewOf(payload: Uint8Array): DataView {
  return new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
}

function makePrinter(
  print: string | undefined,
  fields: readonly EventField[],
): { print: Printer; problem: string | undefined } {
  const byFields = fieldPrinter(fields)
  if (print === undefined) return { print: byFields, problem: undefined }
  try {
    return { print: compilePrintFormat(print, fields), problem: undefined }
  } catch (error) {
    if (!(error instanceof PrintFormatError)) throw error
    return { print: byFields, problem: `The print fmt is not understood: ${error.message}.` }
  }
}
