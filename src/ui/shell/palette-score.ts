/** Loose letters would find too much: each word that is typed stands in the command's words, best at their begin. */
export function score(title: string, typed: string): number {
  const [text, words] = [title.toLowerCase(), typed.toLowerCase().split(/\s+/)]
  if (!words.every((word) => text.includes(word))) return 0
  return text.startsWith(words[0] ?? '') ? 1 : 0.5
}
