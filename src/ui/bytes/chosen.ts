/** Which item of the shown page is chosen, and which byte: by the one selection, and by where the keys act on the page. */
import type { Selection, SelectedEvent } from '../../store/selection.ts'
import { itemAt } from './page-items.ts'
import type { PageItem } from './page-items.ts'
import { isOnPage } from './shown-page.ts'
import type { ShownPage } from './shown-page.ts'

/** The byte at which the keys act; it belongs to one page of one ring. */
export interface Cursor {
  readonly ring: number
  readonly page: number
  readonly at: number
}

export interface Chosen {
  readonly item: PageItem | undefined
  /** offset of the byte at which the keys act */
  readonly at: number
  /** that byte was chosen, and its field with it; false: only the item is */
  readonly byByte: boolean
  /** the selected event, where its place holds something else by now */
  readonly gone: SelectedEvent | undefined
}

/** What is followed while no page is selected: an end of a ring, or in step mode what an op has changed. */
export type Followed = 'head' | 'tail' | 'step'

export interface ChoiceInput {
  readonly selection: Selection | undefined
  readonly cursor: Cursor | undefined
  readonly follow: Followed
  /** offset of the first byte on this page that the op has changed */
  readonly changedAt: number | undefined
}

export function chosenOn(shown: ShownPage, { selection, cursor, follow, changedAt }: ChoiceInput): Chosen {
  const event = selection && isOnPage(selection, shown) ? selection.event : undefined
  const here = cursor?.ring === shown.ring && cursor.page === shown.page ? cursor.at : undefined
  if (event) return chosenEvent(shown.items, event, here)
  // what is followed moves on: no byte of it stays chosen
  const byByte = selection !== undefined && here !== undefined && here < shown.parts.size
  const isStep = !selection && follow === 'step'
  const changed = isStep && changedAt !== undefined ? itemAt(shown.items, changedAt) : undefined
  const item = byByte ? itemAt(shown.items, here) : (changed ?? firstChoice(shown, selection ? 'head' : follow))
  return { item, at: byByte ? here : (item?.at ?? 0), byByte, gone: undefined }
}

function chosenEvent(items: readonly PageItem[], event: SelectedEvent, here: number | undefined): Chosen {
  // a reset makes it one of an earlier lap
  const item = items.find(({ event: other }) => other?.offset === event.offset && other.ts === event.ts)
  if (!item) return { item: undefined, at: event.offset, byByte: false, gone: event }
  const byByte = here !== undefined && here >= item.at && here < item.end
  return { item, at: byByte ? here : item.at, byByte, gone: undefined }
}

/** The event at the head, or the newest. */
function firstChoice({ items }: ShownPage, end: Followed): PageItem | undefined {
  const isEvent = ({ kind }: PageItem): boolean => kind === 'event'
  if (end !== 'head') return items.findLast(isEvent) ?? items[0]
  return items.find((item) => isEvent(item) && !item.consumed) ?? items[0]
}
