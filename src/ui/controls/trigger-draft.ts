/** The trigger as one sets it up and reads it. */
import type { EventField } from '../../events/event-field.ts'
import type { EventTypes } from '../../events/event-types.ts'
import type { Trigger, TriggerHit } from '../../store/trigger.ts'
import { formatStamp } from '../numbers.ts'
import { parseNumber } from './number-text.ts'

export const CONDITIONS: readonly { on: Trigger['on']; words: string }[] = [
  { on: 'overrun', words: 'first overrun' },
  { on: 'event', words: 'an event' },
  { on: 'stamp', words: 'a stamp' },
  { on: 'full', words: 'a full ring (refused)' },
]

/** What stands in the fields, as typed. */
export interface Draft {
  on: Trigger['on']
  /** '' any */
  cpu: string
  type: string
  /** '' whatever its fields hold */
  field: string
  equals: string
  /** seconds, or a count with the clock `counter` */
  atLeast: string
  after: string
}

export const FIRST_DRAFT: Draft = { on: 'overrun', cpu: '', type: '', field: '', equals: '0', atLeast: '', after: '0' }

/** Fields that are one integer of as many bytes as a trigger can compare. */
export function comparableFields(types: EventTypes, type: number): readonly EventField[] {
  const fields = types.get(type)?.fields ?? []
  return fields.filter(({ kind, place, size }) => kind === 'int' && place === 'fixed' && [1, 2, 4].includes(size))
}

/** What of it this machine has: another one may have fewer CPUs and other types. */
export function knownDraft(draft: Draft, types: EventTypes, cpus: number): Draft {
  const cpu = draft.cpu !== '' && Number(draft.cpu) < cpus ? draft.cpu : ''
  const type = types.list().some(({ id }) => String(id) === draft.type) ? draft.type : ''
  const field = comparableFields(types, Number(type)).some(({ name }) => name === draft.field) ? draft.field : ''
  return { ...draft, cpu, type, field }
}

export interface DraftProblem {
  readonly field: keyof Draft
  readonly message: string
}

/** What is missing, and where. What is too large the machine refuses with a sentence of its own. */
export function draftProblem(draft: Draft, counts: boolean): DraftProblem | undefined {
  const isNumber = (text: string): boolean => parseNumber(text) !== undefined
  if (draft.on === 'event' && draft.type === '') return { field: 'type', message: 'Choose an event.' }
  if (draft.on === 'event' && draft.field !== '' && !isNumber(draft.equals))
    return { field: 'equals', message: 'A whole number is needed here.' }
  if (draft.on === 'stamp' && !isNumber(draft.atLeast))
    return { field: 'atLeast', message: counts ? 'A count is needed here, such as 1000.' : 'Seconds, such as 1.5.' }
  if (!isNumber(draft.after)) return { field: 'after', message: 'How many events, such as 20; 0 for none.' }
  return undefined
}

/** @param draft one without a problem @param counts the clock numbers events and has no time */
export function triggerOf(draft: Draft, types: EventTypes, counts: boolean): Trigger {
  const common = { ...(draft.cpu !== '' && { cpu: Number(draft.cpu) }), after: numberOf(draft.after) }
  switch (draft.on) {
    case 'overrun':
    case 'full':
      return { ...common, on: draft.on }
    case 'stamp': {
      const value = numberOf(draft.atLeast)
      return { ...common, on: 'stamp', atLeast: counts ? value : Math.round(value * 1e9) }
    }
    case 'event': {
      const type = numberOf(draft.type)
      const field = comparableFields(types, type).find(({ name }) => name === draft.field)
      if (!field) return { ...common, on: 'event', type }
      const bytes = field.size as 1 | 2 | 4 // these are the comparable ones
      return { ...common, on: 'event', type, field: { offset: field.offset, bytes, equals: numberOf(draft.equals) } }
    }
  }
}

function numberOf(text: string): number {
  return parseNumber(text) ?? NaN
}

/** `sched_switch with next_pid = 42 on CPU 1, and 20 events more` */
export function triggerSentence(trigger: Trigger, types: EventTypes, counts: boolean): string {
  const { cpu, after = 0 } = trigger
  const where = cpu === undefined ? '' : ` on CPU ${cpu}`
  const more = after > 0 ? `, and ${after} event${after === 1 ? '' : 's'} more` : ''
  return `${conditionWords(trigger, types, counts)}${where}${more}`
}

function conditionWords(trigger: Trigger, types: EventTypes, counts: boolean): string {
  switch (trigger.on) {
    case 'overrun':
      return 'first overrun'
    case 'full':
      return 'full ring'
    case 'stamp':
      return `stamp ${formatStamp(trigger.atLeast, counts)} or later`
    case 'event': {
      const { type, field } = trigger
      const name = comparableFields(types, type).find(({ offset }) => offset === field?.offset)?.name
      return `${types.nameOf(type)}${field ? ` with ${name ?? `the field at ${field.offset}`} = ${field.equals}` : ''}`
    }
  }
}

/** Where and when it happened: `first overrun on CPU 2 at 4.606 s` */
export function hitSentence(trigger: Trigger, hit: TriggerHit, types: EventTypes, counts: boolean): string {
  const what = conditionWords(trigger, types, counts)
  const when = hit.event ? ` at ${counts ? hit.event.ts : `${(hit.event.ts / 1e9).toFixed(6)}\u00a0s`}` : ''
  return `${what} on CPU ${hit.cpu}${when}`
}
