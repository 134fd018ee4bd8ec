import type { EventTypeInfo } from '../events/event-type.ts'
import type { CallWalker } from './call-walker.ts'
import { printSymbol, storeAddress } from './kernel-symbols.ts'
import { TracerType } from './tracer-types.ts'
import type { EventWriter } from './workload.ts'

const CALLER_WORD = 2
/** Two addresses: a body that begins so says who called whom. */
export const CALL_BYTES = 16

export const CALL_FIELDS = [
  'field:unsigned long ip; offset:0; size:8; signed:0;',
  'field:unsigned long parent_ip; offset:8; size:8; signed:0;',
]

/** ftrace's event of a function that is entered; its line is `vfs_read <-ksys_read`. */
export const FUNCTION_EVENT: EventTypeInfo = {
  id: TracerType.function,
  name: 'function',
  fields: CALL_FIELDS,
  print: `"%s <-%s", ${printSymbol('ip')}, ${printSymbol('parent_ip')}`,
}

/** @param words a body that begins with `CALL_FIELDS` */
export function storeCall(words: Int32Array, callee: number, caller: number): void {
  storeAddress(words, 0, callee)
  storeAddress(words, CALLER_WORD, caller)
}

/** Writes that the function that the walker entered last was entered. */
export function writeFunction(ring: EventWriter, words: Int32Array, calls: CallWalker): void {
  storeCall(words, calls.callee, calls.caller)
  ring.write(TracerType.function, CALL_BYTES, words, 0)
}
