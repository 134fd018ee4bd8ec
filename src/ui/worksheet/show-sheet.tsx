import { createRoot } from 'react-dom/client'
import { COURSE } from '../../lessons/course.ts'
import { readLesson } from '../../lessons/lesson.ts'
import type { Sheet } from '../../lessons/tell.ts'
import { NoSheet, Worksheet } from './Worksheet.tsx'

/** Puts a lesson on paper into an element; one that is not there gets a sentence. */
export async function showSheet(element: Element, id: string): Promise<void> {
  const root = createRoot(element)
  const entry = COURSE.find((each) => each.id === id)
  const answer = entry && (await fetch(new URL(`lessons/${id}.sheet.json`, document.baseURI)).catch(() => undefined))
  if (!entry || !answer?.ok) return root.render(<NoSheet id={id} isKnown={entry !== undefined} />)
  const [lesson, sheet] = [readLesson(await entry.load()), (await answer.json()) as Sheet]
  document.title = `${lesson.title}: worksheet`
  root.render(<Worksheet lesson={lesson} sheet={sheet} number={COURSE.indexOf(entry) + 1} />)
}
