/** Where a text is found in a line, from … up to. */
export type TextRange = readonly [number, number]

const NONE: readonly TextRange[] = []

/** @param pattern with the flag g */
export function rangesIn(line: string, pattern: RegExp | undefined): readonly TextRange[] {
  if (!pattern) return NONE
  return Array.from(line.matchAll(pattern), ({ index, 0: found }): TextRange => [index, index + found.length])
}

interface MarkedProps {
  text: string
  ranges: readonly TextRange[]
  /** where the text begins in the line in which the ranges are */
  at?: number
}

/** A piece of a line with what was found in it. */
export function Marked({ text, ranges, at = 0 }: MarkedProps) {
  const parts = []
  let end = 0
  for (const [from, to] of ranges) {
    const [first, last] = [Math.max(from - at, end), Math.min(to - at, text.length)]
    if (first >= last) continue
    parts.push(text.slice(end, first), <mark key={first}>{text.slice(first, last)}</mark>)
    end = last
  }
  if (end === 0) return text
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  )
}
