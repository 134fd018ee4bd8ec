/** How far one has come in each lesson; only this browser knows. */
import { readStored, writeStored } from '../shell/stored.ts'

const KEY = 'lessons'

export interface LessonProgress {
  /** the furthest part that was opened */
  readonly part: number
  readonly won: boolean
}

export function progressOf(id: string): LessonProgress | undefined {
  return all()[id]
}

export function noteProgress(id: string, part: number, won: boolean): void {
  const known = all()
  const before = known[id]
  const now = { part: Math.max(before?.part ?? 0, part), won: (before?.won ?? false) || won }
  if (before?.part !== now.part || before.won !== now.won) writeStored(KEY, JSON.stringify({ ...known, [id]: now }))
}

/** Whatever stands there: a browser keeps what an older page wrote. */
function all(): Record<string, LessonProgress> {
  try {
    const known: unknown = JSON.parse(readStored(KEY) ?? '{}')
    return typeof known === 'object' && known !== null ? (known as Record<string, LessonProgress>) : {}
  } catch {
    return {}
  }
}
