import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Steps = lazy(() => import('./StepsPanel.tsx').then((module) => ({ default: module.StepsPanel })))
const Headline = lazy(() => import('./StepHeadline.tsx').then((module) => ({ default: module.StepHeadline })))

const Ops = lazy(() => import('../ops/OpsStrip.tsx').then((module) => ({ default: module.OpsStrip })))
const Source = lazy(() => import('../source/SourcePanel.tsx').then((module) => ({ default: module.SourcePanel })))

const Bar = lazy(() => import('./StepBar.tsx').then((module) => ({ default: module.StepBar })))

export function LazyStepBar({ view }: { view: View }) {
  if (!useIsStepping(view)) return null
  return (
    <Suspense fallback={null}>
      <Bar view={view} />
    </Suspense>
  )
}

export function LazyOps({ view }: { view: View }) {
  return (
    <Suspense fallback={null}>
      <Ops view={view} />
    </Suspense>
  )
}

export function LazySource({ view }: { view: View }) {
  return (
    <Suspense fallback={null}>
      <Source view={view} />
    </Suspense>
  )
}

export function useIsStepping({ session }: View): boolean {
  return useStore(session.store, (state) => state.config.mode === 'step')
}

/** Only in step mode is there something to step, and something to load for it. */
export function LazySteps({ view }: { view: View }) {
  const isStepping = useIsStepping(view)
  if (!isStepping) return null
  return (
    <Suspense fallback={null}>
      <Steps view={view} />
    </Suspense>
  )
}

export function LazyHeadline({ view }: { view: View }) {
  const isStepping = useIsStepping(view)
  if (!isStepping) return null
  return (
    <Suspense fallback={null}>
      <Headline view={view} />
    </Suspense>
  )
}
