import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { textParts } from '../../lessons/rich-text.ts'

interface RichTextProps {
  text: string
  /** what a term of the glossary becomes: `text` as the sentence has it, `name` as the glossary does */
  term: (text: string, name: string) => ReactNode
}

/** A sentence with its code and its terms. */
export function RichText({ text, term }: RichTextProps) {
  return textParts(text).map((part, at) => {
    if (part.kind === 'code') return <code key={at}>{part.text}</code>
    return <Fragment key={at}>{part.kind === 'term' ? term(part.text, part.term) : part.text}</Fragment>
  })
}
