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
  return all().get(id)
}

/** @param won id of a challenge; undefined: none was won now */
export function noteProgress(id: string, part: number, won: string | undefined): void {
  const known = all()
  const before = known.get(id) ?? { part: -1, won: [] }
  const isNew = won !== undefined && !before.won.includes(won)
  if (part <= before.part && !isNew) return
  const now = { part: Math.max(before.part, part), won: isNew ? [...before.won, won] : before.won }
  writeStored(KEY, JSON.stringify(Object.fromEntries(known.set(id, now))))
}

/** Whatever stands there: a browser keeps what an older page wrote. */
function all(): Map<string, LessonProgress> {
  try {
    const known: unknown = JSON.parse(readStored(KEY) ?? '{}')
    const entries = Object.entries(typeof known === 'object' && known !== null ? known : {})
    return new Map(entries.flatMap(([id, entry]) => readProgress(id, entry)))
  } catch {
    return new Map()
  }
}

function readProgress(id: string, entry: Partial<LessonProgress> | null): [string, LessonProgress][] {
  const { part, won } = entry ?? {}
  if (typeof part !== 'number') return []
  return [[id, { part, won: Array.isArray(won) ? won.filter((each) => typeof each === 'string') : [] }]]
}
