/** What is left of a ring whose writer is gone, judged twice: by the bytes of its pages alone, and by the ring's words. */
import type { RecoveredBytes } from '../../store/recover-ring.ts'

export type Certainty = RecoveredBytes['certainty']

export interface RecoverRow {
  readonly found: RecoveredBytes
  /** the words say that it is committed and unread */
  readonly isUnread: boolean
}

/** What the pages tell, in the order of the ring's pages; where the words know of an event besides, that too. */
export function recoverRows(fromPages: readonly RecoveredBytes[], byWords: readonly RecoveredBytes[]): RecoverRow[] {
  const keyOf = ({ page, offset }: RecoveredBytes): string => `${page} ${offset}`
  const unread = new Set(byWords.map(keyOf))
  const seen = new Set(fromPages.map(keyOf))
  return [...fromPages, ...byWords.filter((found) => !seen.has(keyOf(found)))]
    .toSorted((a, b) => a.page - b.page || a.offset - b.offset)
    .map((found) => ({ found, isUnread: unread.has(keyOf(found)) }))
}

/** What each judgement means, in the order in which they are told. */
export const CERTAINTIES: readonly { certainty: Certainty; word: string; why: string }[] = [
  { certainty: 'certain', word: 'certain', why: 'a later event, or a page turn, stands behind it: it is whole' },
  { certainty: 'may-be-incomplete', word: 'may be torn', why: 'the newest: its body may be half' },
  { certainty: 'earlier-lap', word: 'earlier lap', why: 'bytes that the tail had not come to again' },
  { certainty: 'unreadable', word: 'unreadable', why: 'no header makes sense from here to the end of the page' },
]

/** `12 certain, 1 may be torn` */
export function certaintyCounts(found: readonly RecoveredBytes[]): string {
  const parts = CERTAINTIES.map(({ certainty, word }) => ({
    word,
    count: found.filter((each) => each.certainty === certainty).length,
  }))
  const told = parts.filter(({ count }) => count > 0).map(({ count, word }) => `${count} ${word}`)
  return told.length === 0 ? 'nothing' : told.join(', ')
}
