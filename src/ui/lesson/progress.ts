/** How far one has come in each lesson; only this browser knows. */
import { readStored, writeStored } from '../shell/stored.ts'

const KEY = 'lessons'

export interface LessonProgress {
  /** the furthest part that was opened */
  readonly part: number
  /** ids of the challenges that were won */
  readonly won: readonly string[]
}

export function progressOf(id: string): LessonProgress | undefined {
  return all()[id]
}

/** @param won id of a challenge; undefined: none was won now */
export function noteProgress(id: string, part: number, won: string | undefined): void {
  const known = all()
  const before = known[id] ?? { part: -1, won: [] }
  const isNew = won !== undefined && !before.won.includes(won)
  if (part <= before.part && !isNew) return
  const now = { part: Math.max(before.part, part), won: isNew ? [...before.won, won] : before.won }
  writeStored(KEY, JSON.stringify({ ...known, [id]: now }))
}

/** Whatever stands there: a browser keeps what an older page wrote. */
function all(): Record<string, LessonProgress> {
  try {
    const known: unknown = JSON.parse(readStored(KEY) ?? '{}')
    const entries = Object.entries(typeof known === 'object' && known !== null ? known : {})
    return Object.fromEntries(
      entries.filter((entry): entry is [string, LessonProgress] => Array.isArray(entry[1]?.won)),
    )
  } catch {
    return {}
  }
}
