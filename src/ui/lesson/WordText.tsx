import { textParts } from '../../lessons/rich-text.ts'

/** Text in which a term is just a word: on paper, and where a click means something else. */
export function WordText({ text }: { text: string }) {
  return textParts(text).map((part, at) => (part.kind === 'code' ? <code key={at}>{part.text}</code> : part.text))
}
