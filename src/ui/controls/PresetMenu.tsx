import { useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { applyPreset } from './controls-commands.ts'
import { presetOf, PRESETS } from './presets.ts'

/** Whole machines by name. */
export function PresetMenu({ view }: { view: View }) {
  const current = useStore(view.session.store, (state) => presetOf(state.config))
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const listId = useId()
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div className="presets" onKeyDown={(event) => event.key === 'Escape' && open && close()}>
      <button
        ref={button}
        type="button"
        className="button presets-button"
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        <span>Presets</span> <span className="presets-current">{current?.name ?? 'a machine of your own'}</span>
      </button>
      <ul id={listId} className="presets-list" aria-label="Presets" hidden={!open}>
        {PRESETS.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              className="preset"
              aria-current={preset === current}
              onClick={() => {
                void applyPreset(view, preset)
                close()
              }}
            >
              <b>{preset.name}</b>
              <span className="preset-sentence">{preset.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
