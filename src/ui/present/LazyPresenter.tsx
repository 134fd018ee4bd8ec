import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Presenter = lazy(() => import('./Presenter.tsx').then((module) => ({ default: module.Presenter })))

export function LazyPresenter({ view }: { view: View }) {
  const presenting = useStore(view.shell, (state) => state.presenting !== 'off')
  if (!presenting) return null
  return (
    <Suspense>
      <Presenter view={view} />
    </Suspense>
  )
}
