import { useCallback, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

/** Words follow a window that is dragged at most so often; the picture follows it every frame. */
const PERIOD_MS = 150

/** Renders again when the timeline's decisions have changed, and with every readout of the machine. */
export function useShown({ session, timeline }: View): void {
  useStore(session.store, (state) => state.readout)
  const subscribe = useCallback(
    (onChange: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const stop = timeline.store.subscribe(() => {
        timer ??= setTimeout(() => {
          timer = undefined
          onChange()
        }, PERIOD_MS)
      })
      return () => {
        stop()
        clearTimeout(timer)
      }
    },
    [timeline],
  )
  useSyncExternalStore(subscribe, () => timeline.version)
}
