/** Checks of arguments at the outer edge. @throws RingsideError */
import type { EventRegistration } from '../events/event-types.ts'
import { RingsideError } from '../machine/ringside-error.ts'

/** @param asPosted a type is truncated to the s16 of the header, as in the patch */
export function requireType(type: number, asPosted: boolean): void {
  const fits = asPosted || (type >= 0 && type <= 32767)
  if (!Number.isSafeInteger(type) || !fits)
    throw new RingsideError('invalid-type', `An event's type is a whole number from 0 to 32767, not ${type}.`)
}

export function requireCount(count: number, name: string): void {
  const isCount = count === Infinity || (Number.isInteger(count) && count >= 0)
  if (!isCount) throw new RingsideError('bad-argument', `${name} must be a whole number of 0 or more, not ${count}.`)
}

/** far more than any page takes, so that what is too big for a page is refused by the ring, and what is absurd is not copied */
const MAX_BYTES = 2 ** 20

export function requireBytes(payload: ArrayLike<number>): Uint8Array {
  const length = payload?.length
  const bytes = Number.isInteger(length) && length >= 0 && length <= MAX_BYTES ? Array.from(payload) : undefined
  if (!bytes?.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255))
    throw new RingsideError(
      'bad-argument',
      'The payload must be a list of at most 2^20 bytes: whole numbers from 0 to 255.',
    )
  return Uint8Array.from(bytes)
}

/** What a caller without types may have left out or confused; ids and names are judged where they are registered. */
export function requireRegistration(event: EventRegistration): EventRegistration {
  const { id, name, fields, print } = event ?? {}
  const isText = (value: unknown): boolean => typeof value === 'string'
  if (!isText(name) || !Array.isArray(fields) || !fields.every(isText) || !(print === undefined || isText(print)))
    throw new RingsideError(
      'bad-argument',
      'registerEvent() takes { id?, name, fields, print? }: a name, a list of format lines, and a print fmt.',
    )
  return { name, fields: [...fields], ...(id !== undefined && { id }), ...(print !== undefined && { print }) }
}

const LATER_FORMATS: readonly string[] = ['trace.dat', 'chrome-json']

export function requireExportFormat(format: string): void {
  if (LATER_FORMATS.includes(format))
    throw new RingsideError('unsupported', `Exports as ${format} are not in this release yet.`)
  if (format !== 'ftrace-text')
    throw new RingsideError('bad-argument', `There is no export format '${format}': take 'ftrace-text'.`)
}
