import { useRef } from 'react'
import type { View } from '../view.ts'
import { openFile } from './open-file.ts'

interface PickFileProps {
  view: View
  /** of the button */
  title: string
  /** of the field behind it */
  name: string
  /** by the ends of their names; without, any */
  accept?: string
  className?: string
}

/** A button that opens a file of the visitor's. */
export function PickFile({ view, title, name, accept, className = 'button' }: PickFileProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {title}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={name}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void openFile(view, file)
        }}
      />
    </>
  )
}
