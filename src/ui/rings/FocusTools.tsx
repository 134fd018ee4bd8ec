import { useStore } from 'zustand'
import type { View } from '../view.ts'
import type { RingsGeometry } from './rows-layout.ts'
import { FOCUS_TOOLS } from './rows-layout.ts'

const SHAPES = ['strip', 'circle'] as const

/** Below the CPU that has all the room: how its ring is shown, and the way back. */
export function FocusTools({ view, geometry }: { view: View; geometry: RingsGeometry }) {
  const { focus, shape } = useStore(view.rings)
  const row = geometry.rows.find(({ focused }) => focused)
  if (!row || focus === undefined) return null
  return (
    <div
      className="rings-focus-tools"
      role="group"
      aria-label={`CPU ${focus} alone`}
      style={{ top: row.y + row.height - FOCUS_TOOLS + 6 }}
    >
      {SHAPES.map((name) => (
        <button
          type="button"
          className="button button-small"
          key={name}
          aria-pressed={shape === name}
          onClick={() => view.rings.setState({ shape: name })}
        >
          {name === 'strip' ? 'Strip' : 'Circle'}
        </button>
      ))}
      <button type="button" className="button button-small" onClick={() => view.rings.setState({ focus: undefined })}>
        All CPUs
      </button>
    </div>
  )
}
