import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from './view.ts'

const Notice = lazy(() => import('./InTurnNotice.tsx').then((module) => ({ default: module.InTurnNotice })))

/** Where memory is shared there is nothing to say, and nothing to load. */
export function LazyInTurnNotice({ view }: { view: View }) {
  const sharedMemory = useStore(view.session.store, (state) => state.capabilities.sharedMemory)
  if (sharedMemory) return null
  return (
    <Suspense>
      <Notice view={view} />
    </Suspense>
  )
}
