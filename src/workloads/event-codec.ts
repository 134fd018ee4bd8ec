import type { FieldValue } from '../events/read-field.ts'

/**
 * A way to keep the texts of one event as fields: what is registered as its type, and what the fields hold for a text. It is right for an
 * event when every text of the trace, read and printed again, comes out as it was.
 */
export interface EventCodec {
  readonly fields: readonly string[]
  readonly print: string
  /** the fields' values, in their order; undefined: the text is not of this form */
  read(text: string): FieldValue[] | undefined
}

/** For any text at all. The kernel keeps the texts of its own `print` events so, too. */
export const RAW_TEXT: EventCodec = {
  fields: ['field:__data_loc char[] text; offset:0; size:4; signed:1;'],
  print: '"%s", __get_str(text)',
  read: (text) => [text],
}
