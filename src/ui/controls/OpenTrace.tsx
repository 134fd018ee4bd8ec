import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { PickFile } from './PickFile.tsx'

export function OpenTrace({ view }: { view: View }) {
  const opening = useStore(view.session.store, (state) => state.opening)
  return (
    <div className="open-trace">
      <PickFile view={view} title="Open trace file" name="Trace file" />
      <span className="field-unit">{opening ? `reading ${opening} …` : 'or drop one on the page'}</span>
    </div>
  )
}
