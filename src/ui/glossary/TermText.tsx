import type { View } from '../view.ts'
import { RichText } from './RichText.tsx'
import { Term } from './Term.tsx'

/** A sentence whose terms tell what they mean. */
export function TermText({ view, text }: { view: View; text: string }) {
  return (
    <RichText
      text={text}
      term={(words, name) => (
        <Term view={view} name={name}>
          {words}
        </Term>
      )}
    />
  )
}
