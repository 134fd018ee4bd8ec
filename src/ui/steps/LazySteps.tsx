import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Steps = lazy(() => import('./StepsPanel.tsx').then((module) => ({ default: module.StepsPanel })))
const Headline = lazy(() => import('./StepHeadline.tsx').then((module) => ({ default: module.StepHeadline })))

/** Only in step mode is there something to step, and something to load for it. */
export function LazySteps({ view }: { view: View }) {
  const isStepping = useStore(view.session.store, (state) => state.config.mode === 'step')
  if (!isStepping) return null
  return (
    <Suspense fallback={null}>
      <Steps view={view} />
    </Suspense>
  )
}

export function LazyHeadline({ view }: { view: View }) {
  const isStepping = useStore(view.session.store, (state) => state.config.mode === 'step')
  if (!isStepping) return null
  return (
    <Suspense fallback={null}>
      <Headline view={view} />
    </Suspense>
  )
}
