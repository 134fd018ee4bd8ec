import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Card = lazy(() => import('./StartCard.tsx').then((module) => ({ default: module.StartCard })))

/** Until one has begun with something, or says that it is not wanted. */
export function LazyStart({ view }: { view: View }) {
  const shown = useStore(view.shell, (state) => state.start)
  if (!shown) return null
  return (
    <Suspense>
      <Card view={view} />
    </Suspense>
  )
}
