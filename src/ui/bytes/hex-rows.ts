/** The bytes of a page as rows of cells: what each byte is, where an event begins, and the edges of the selected one. */
import type { EventFamily } from '../../events/event-family.ts'
import type { PageEvent } from '../../ring/rfc/page-events.ts'
import type { PageParts } from '../rings/page-parts.ts'
import { stateOfByte } from './page-model.ts'
import type { ByteState } from './page-model.ts'

export const BYTES_PER_ROW = 16

export interface HexCell {
  readonly at: number
  readonly text: string
  readonly state: ByteState
  /** of the event that begins here */
  readonly family: EventFamily | undefined
  /** sides at which the selected event ends: a string of t, r, b, l; undefined outside of it */
  readonly edges: string | undefined
}

export interface HexInput {
  readonly bytes: Uint8Array
  readonly parts: PageParts
  readonly selected: PageEvent | undefined
  /** by offset */
  readonly families: ReadonlyMap<number, EventFamily>
}

export function hexRow({ bytes, parts, selected, families }: HexInput, row: number): HexCell[] {
  const from = row * BYTES_PER_ROW
  return Array.from({ length: Math.min(BYTES_PER_ROW, bytes.length - from) }, (_, column) => {
    const at = from + column
    return {
      at,
      text: (bytes[at] ?? 0).toString(16).padStart(2, '0'),
      state: stateOfByte(parts, at),
      family: families.get(at),
      edges: selected && edgesAt(selected, at),
    }
  })
}

function edgesAt({ offset, length }: PageEvent, at: number): string | undefined {
  const inside = (byte: number): boolean => byte >= offset && byte < offset + length
  if (!inside(at)) return undefined
  const column = at % BYTES_PER_ROW
  const sides = [
    inside(at - BYTES_PER_ROW) ? '' : 't',
    column < BYTES_PER_ROW - 1 && inside(at + 1) ? '' : 'r',
    inside(at + BYTES_PER_ROW) ? '' : 'b',
    column > 0 && inside(at - 1) ? '' : 'l',
  ]
  return sides.filter((side) => side !== '').join(' ')
}

/** Offsets as wide as the last one needs. */
export function offsetText(row: number, pageBytes: number): string {
  return (row * BYTES_PER_ROW).toString(16).padStart(pageBytes > 0x1000 ? 4 : pageBytes > 0x100 ? 3 : 2, '0')
}
