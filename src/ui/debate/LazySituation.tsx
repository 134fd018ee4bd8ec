import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Note = lazy(() => import('./SituationNote.tsx').then((module) => ({ default: module.SituationNote })))

/** Only where a situation of the debate is set up is there something to say. */
export function LazySituation({ view }: { view: View }) {
  const shown = useStore(view.shell, (state) => state.situation)
  if (!shown) return null
  return (
    <Suspense>
      <Note key={`${shown.card} ${shown.at}`} view={view} shown={shown} />
    </Suspense>
  )
}
