import { useEffect, useRef, useState } from 'react'

/** ms that it says what has become of it */
const SAID_MS = 2000

/** Says for a moment whether it was allowed. */
export function CopyButton({ label, onCopy }: { label: string; onCopy: () => Promise<void> }) {
  const [said, setSaid] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const say = (words: string): void => {
    setSaid(words)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSaid(undefined), SAID_MS)
  }
  return (
    <button
      type="button"
      className="button button-small"
      onClick={() =>
        onCopy().then(
          () => say('Copied'),
          () => say('Not allowed to copy'),
        )
      }
    >
      {said ?? label}
    </button>
  )
}
