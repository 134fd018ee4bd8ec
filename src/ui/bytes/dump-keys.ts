/** Where a key goes in the dump. */
import type { FieldRow } from './item-fields.ts'
import type { PageItem } from './page-items.ts'
import { indexOfItem } from './page-items.ts'

export interface DumpPlace {
  readonly at: number
  /** bytes of the page, of a row, and rows in view */
  readonly size: number
  readonly columns: number
  readonly rowsInView: number
  readonly items: readonly PageItem[]
  readonly fieldsOf: (item: PageItem) => readonly FieldRow[]
}

export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
}

/** @returns the byte's offset; undefined: the key is none of the dump's */
export function movedTo({ key, shiftKey, ctrlKey }: PressedKey, place: DumpPlace): number | undefined {
  const { at, size, columns, rowsInView } = place
  if (size === 0) return undefined
  const row = Math.floor(at / columns)
  const column = at - row * columns
  switch (key) {
    case 'ArrowLeft':
      return shiftKey ? nextField(place, -1) : Math.max(0, at - 1)
    case 'ArrowRight':
      return shiftKey ? nextField(place, 1) : Math.min(size - 1, at + 1)
    case 'ArrowUp':
      return shiftKey ? nextItem(place, -1) : atRow(row - 1, column, place)
    case 'ArrowDown':
      return shiftKey ? nextItem(place, 1) : atRow(row + 1, column, place)
    case 'PageUp':
      return atRow(row - rowsInView, column, place)
    case 'PageDown':
      return atRow(row + rowsInView, column, place)
    case 'Home':
      return ctrlKey ? 0 : row * columns
    case 'End':
      return ctrlKey ? size - 1 : Math.min(size, (row + 1) * columns) - 1
    default:
      return undefined
  }
}

function atRow(row: number, column: number, { size, columns }: DumpPlace): number {
  const last = Math.floor((size - 1) / columns)
  return Math.min(size - 1, Math.max(0, Math.min(last, row)) * columns + column)
}

function nextItem({ at, items }: DumpPlace, by: 1 | -1): number {
  return items[indexOfItem(items, at) + by]?.at ?? at
}

/** The begin of the field after or before, over the borders of items. */
function nextField({ at, items, fieldsOf }: DumpPlace, by: 1 | -1): number {
  const index = indexOfItem(items, at)
  const starts = (item: PageItem | undefined): number[] => (item ? fieldsOf(item).map((field) => field.at) : [])
  const near = [...starts(items[index - 1]), ...starts(items[index]), ...starts(items[index + 1])]
  const found = by > 0 ? near.find((start) => start > at) : near.findLast((start) => start < at)
  return found ?? at
}
