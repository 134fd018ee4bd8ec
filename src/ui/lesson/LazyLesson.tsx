import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { LessonPlayer } from '../../store/lesson-player.ts'
import type { View } from '../view.ts'

const Panel = lazy(() => import('./LessonPanel.tsx').then((module) => ({ default: module.LessonPanel })))

export function useLesson({ session }: View): LessonPlayer | undefined {
  return useStore(session.store, (state) => state.lesson)
}

/** Only while a lesson is open is there something to load for it. */
export function LazyLesson({ view }: { view: View }) {
  const player = useLesson(view)
  if (!player) return null
  return (
    <Suspense fallback={null}>
      <Panel key={player.lesson.id} view={view} player={player} />
    </Suspense>
  )
}
