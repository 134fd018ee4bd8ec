import { useCallback, useSyncExternalStore } from 'react'
import type { EventLog } from '../store/event-log.ts'

/** The log grows with every batch; lists that are read by people follow at most so often. */
const PERIOD_MS = 200

export function useLogVersion(log: EventLog): number {
  const subscribe = useCallback(
    (onChange: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const stop = log.subscribe(() => {
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
    [log],
  )
  return useSyncExternalStore(subscribe, () => log.version)
}
