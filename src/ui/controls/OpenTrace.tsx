import { useRef } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { openTrace } from './open-trace.ts'

export function OpenTrace({ view }: { view: View }) {
  const input = useRef<HTMLInputElement>(null)
  const opening = useStore(view.session.store, (state) => state.opening)
  return (
    <div className="open-trace">
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Open trace file
      </button>
      <span className="field-unit">{opening ? `reading ${opening} …` : 'or drop one on the page'}</span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Trace file"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void openTrace(view, file)
        }}
      />
    </div>
  )
}
