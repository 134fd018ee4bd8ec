import { useRef } from 'react'
import type { View } from '../view.ts'
import { openLesson } from './lesson-commands.ts'

/** A lesson of one's own. What is wrong with it is shown as a problem. */
export function OpenLessonFile({ view, onOpen }: { view: View; onOpen: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Open a lesson file
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Lesson file"
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (!file) return
          onOpen()
          openLesson(view, file)
        }}
      />
    </>
  )
}
