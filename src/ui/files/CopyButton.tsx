import { useState } from 'react'
import { allLines } from './file-lines.ts'
import type { FileLines } from './file-lines.ts'

/** Copies what is shown. It stands for one content: another one has another button. */
export function CopyButton({ lines }: { lines: FileLines }) {
  const [said, setSaid] = useState('Copy')
  const copyLines = (): void => {
    navigator.clipboard.writeText(allLines(lines)).then(
      () => setSaid('Copied'),
      () => setSaid('Not allowed to copy'),
    )
  }
  return (
    <button type="button" className="button button-small" onClick={copyLines}>
      {said}
    </button>
  )
}
