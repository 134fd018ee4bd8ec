import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const TriggerHit = lazy(() => import('./TriggerHit.tsx').then((module) => ({ default: module.TriggerHit })))

/** That the trigger has stopped the recording, where, and what one can do then. */
export function TriggerNotice({ view }: { view: View }) {
  const isHit = useStore(
    view.session.store,
    ({ trigger, triggered }) => trigger !== undefined && triggered !== undefined,
  )
  // there before it has something to say: only then it is read out
  return (
    <div className="trigger-notice" role="status" data-empty={!isHit}>
      {isHit && (
        <Suspense fallback={null}>
          <TriggerHit view={view} />
        </Suspense>
      )}
    </div>
  )
}
