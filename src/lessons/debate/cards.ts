import type { Card } from './card.ts'
import { CLOCK } from './cards/clock-card.ts'
import { EVENT_IDS, MAX_EVENT_SIZE, PADDING, RESERVE } from './cards/event-cards.ts'
import { LOCK, LOCK_ALL, RECORD_DISABLE } from './cards/lock-cards.ts'
import { NAMES, PAGES, PRINT_AND_DEBUGFS } from './cards/memory-cards.ts'
import { MERGE } from './cards/merge-card.ts'
import { ITERATION, PEEK, SNAPSHOT } from './cards/reading-cards.ts'

/** In the order in which they are best read: what all else hangs on comes first. */
export const CARDS: readonly Card[] = [
  MERGE,
  LOCK,
  LOCK_ALL,
  PADDING,
  RESERVE,
  EVENT_IDS,
  ITERATION,
  SNAPSHOT,
  MAX_EVENT_SIZE,
  PRINT_AND_DEBUGFS,
  RECORD_DISABLE,
  PEEK,
  PAGES,
  CLOCK,
  NAMES,
]

export function cardOf(id: string): Card | undefined {
  return CARDS.find((card) => card.id === id)
}
