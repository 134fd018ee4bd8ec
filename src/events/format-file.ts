import type { EventField } from './event-field.ts'
import type { EventType } from './event-type.ts'

/**
 * The text of `events/<event>/format`, laid out as the kernel lays it out (Documentation/trace/events.rst):
 *
 *   name: sched_wakeup
 *   ID: 1000
 *   format:
 *   →field:char comm[16];→offset:0;→size:16;→signed:1;
 *
 *   print fmt: "comm=%s", REC->comm
 *
 * The common fields that the kernel's files begin with (common_type, common_pid …) are not there: an event of 2008 has its type in its
 * header, and of the rest nothing. Offsets count from the beginning of the body, so each line can be registered again as it is.
 */
export function formatFile(type: EventType): string {
  const fields = type.fields.map((field) => `\t${fieldLine(field)}\n`).join('')
  const print = type.info.print ?? printFormatOf(type.fields)
  return `name: ${type.name}\nID: ${type.id}\nformat:\n${fields}\nprint fmt: ${print}\n`
}

function fieldLine({ declaration, offset, size, signed }: EventField): string {
  return `field:${declaration};\toffset:${offset};\tsize:${size};\tsigned:${signed ? 1 : 0};`
}

/** The print fmt for a type without one. It prints `name=value …` as the type does, but arrays in hex: the kernel's fmt has no other way. */
function printFormatOf(fields: readonly EventField[]): string {
  const values = fields.map((field) => `, ${argumentOf(field)}`).join('')
  return `"${fields.map((field) => `${field.name}=${conversionOf(field)}`).join(' ')}"${values}`
}

function conversionOf({ kind, elementBytes, signed, pointer }: EventField): string {
  if (kind !== 'int') return '%s'
  if (pointer) return '0x%llx'
  const letter = signed ? 'd' : 'u'
  return elementBytes === 8 ? `%ll${letter}` : `%${letter}`
}

function argumentOf(field: EventField): string {
  const { name, kind, place, offset, size, elementBytes } = field
  const record = `REC->${name}`
  if (kind === 'int' || (kind === 'string' && (place === 'fixed' || place === 'rest'))) return record
  const rel = place === 'rel-loc' ? 'rel_' : ''
  if (kind === 'string') return `__get_${rel}str(${name})`
  if (place === 'fixed') return `__print_array(${record}, ${Math.floor(size / elementBytes)}, ${elementBytes})`
  if (place === 'rest') {
    return `__print_array(${record}, (__payload_len() - ${offset}) / ${elementBytes}, ${elementBytes})`
  }
  const array = `__get_${rel}dynamic_array`
  return `__print_array(${array}(${name}), ${array}_len(${name}) / ${elementBytes}, ${elementBytes})`
}
