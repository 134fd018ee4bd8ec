/** The bytes of a page as rows of cells: what each byte is, where an event begins, the edges of the chosen item, the chosen field. */
import type { EventFamily } from '../../events/event-family.ts'
import { fieldAt, fieldsOfItem, hexOf } from './item-fields.ts'
import type { FieldContext, FieldRow } from './item-fields.ts'
import { itemAt, wordOfItem } from './page-items.ts'
import type { PageItem } from './page-items.ts'

export type ByteState = 'consumed' | 'committed' | 'unreadable' | 'reserved' | 'stale' | 'free' | 'padding'

export interface HexCell {
  readonly at: number
  readonly text: string
  /** as ascii; a dot for what cannot be printed */
  readonly char: string
  readonly state: ByteState
  /** of the event that begins here */
  readonly family: EventFamily | undefined
  /** sides at which the chosen item ends: a string of t, r, b, l; undefined outside of it */
  readonly edges: string | undefined
  /** it is of the chosen field */
  readonly chosen: boolean
  /** step mode: the op that is shown has changed it */
  readonly changed: boolean
  /** `offset 16, byte 6b, comm, text k` */
  readonly name: string
}

export interface HexInput {
  readonly bytes: Uint8Array
  readonly items: readonly PageItem[]
  readonly columns: number
  readonly item: PageItem | undefined
  readonly field: FieldRow | undefined
  readonly context: FieldContext
  /** step mode: what the op that is shown has changed on this page */
  readonly changed: readonly { readonly at: number; readonly end: number }[]
}

export function hexRow(input: HexInput, row: number): HexCell[] {
  const { bytes, items, columns, item: chosen, field: chosenField, context, changed } = input
  const from = row * columns
  const cells: HexCell[] = []
  let [item, fields] = [undefined as PageItem | undefined, [] as readonly FieldRow[]]
  for (let at = from; at < Math.min(from + columns, bytes.length); at++) {
    if (!item || at >= item.end) {
      item = itemAt(items, at)
      fields = item ? fieldsOfItem(item, bytes, context) : []
    }
    const byte = bytes[at] ?? 0
    const isChanged = changed.some((range) => at >= range.at && at < range.end)
    cells.push({
      at,
      text: hexOf(byte),
      char: charOf(byte),
      state: item ? stateOf(item) : 'free',
      family: item?.event?.offset === at ? (context.types.get(item.event.type)?.family ?? 'other') : undefined,
      edges: chosen && edgesAt(chosen, at, columns),
      chosen: chosenField !== undefined && at >= chosenField.at && at < chosenField.end,
      changed: isChanged,
      name: `${nameOf(at, byte, item, fieldAt(fields, at))}${isChanged ? ', just changed' : ''}`,
    })
  }
  return cells
}

function stateOf({ kind, consumed }: PageItem): ByteState {
  switch (kind) {
    case 'event':
      return consumed ? 'consumed' : 'committed'
    case 'old-event':
    case 'old-bytes':
    case 'old-padding':
      return 'stale'
    default:
      return kind
  }
}

function charOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
}

function nameOf(at: number, byte: number, item: PageItem | undefined, field: FieldRow | undefined): string {
  const isText = field?.type.startsWith('char') && byte >= 0x20 && byte < 0x7f
  const words = [
    `offset ${at}`,
    `byte ${hexOf(byte)}`,
    item && item.kind !== 'event' ? wordOfItem(item) : '',
    field && item?.kind !== 'free' && field.name !== 'old bytes' ? field.name : '',
    isText ? `text ${byte === 0x20 ? 'space' : charOf(byte)}` : '',
  ]
  return words.filter((word) => word !== '').join(', ')
}

function edgesAt({ at: from, end }: PageItem, at: number, columns: number): string | undefined {
  const inside = (byte: number): boolean => byte >= from && byte < end
  if (!inside(at)) return undefined
  const column = at % columns
  const sides = [
    inside(at - columns) ? '' : 't',
    column < columns - 1 && inside(at + 1) ? '' : 'r',
    inside(at + columns) ? '' : 'b',
    column > 0 && inside(at - 1) ? '' : 'l',
  ]
  return sides.filter((side) => side !== '').join(' ')
}

/** Offsets as wide as the last one needs. */
export function offsetText(offset: number, pageBytes: number): string {
  return offset.toString(16).padStart(pageBytes > 0x1000 ? 4 : pageBytes > 0x100 ? 3 : 2, '0')
}
