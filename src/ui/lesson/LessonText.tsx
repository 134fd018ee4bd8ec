import { TermText } from '../glossary/TermText.tsx'
import type { View } from '../view.ts'

/** A paragraph, with its code and its terms. */
export function LessonText({ view, text }: { view: View; text: string }) {
  return (
    <p>
      <TermText view={view} text={text} />
    </p>
  )
}
