/** Text with marks: `[[overrun]]` and `[[page|pages]]` are terms of the glossary, what stands between backticks is code. */

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** `text` as the sentence has it, `term` as the glossary names it */
  | { readonly kind: 'term'; readonly text: string; readonly term: string }

const MARK = /\[\[([^\]|]+)(?:\|([^\]]+))?\]\]|`([^`]+)`/g

export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(MARK)) {
    const [whole, term, words, code] = match
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) })
    if (term !== undefined) parts.push({ kind: 'term', text: words ?? term, term })
    else if (code !== undefined) parts.push({ kind: 'code', text: code })
    from = match.index + whole.length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}

/** Without its marks, for searches and for what is read out. */
export function plainText(text: string): string {
  return textParts(text)
    .map((part) => part.text)
    .join('')
}
