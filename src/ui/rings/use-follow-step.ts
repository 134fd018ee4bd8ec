import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { View } from '../view.ts'
import type { RingsGeometry } from './rows-layout.ts'

type Run = NonNullable<View['session']['stepping']['run']>

/** In step mode the ring where an op happens comes into view, once for every op: who scrolls away meanwhile stays there. */
export function useFollowStep(view: View, scroller: RefObject<HTMLElement | null>, { rows }: RingsGeometry): void {
  const followed = useRef('')
  useEffect(() => {
    const { store, stepping } = view.session
    const follow = (): void => {
      const { run } = stepping
      const element = scroller.current
      if (!run || !element?.clientHeight) return
      const { scrollTop, clientHeight } = element
      const row = rows[cpuOfStep(run)]
      // what is above the rings may have come, and made less room
      const moment = `${run.recording.version} ${row?.y} ${clientHeight}`
      if (moment === followed.current || !row) return
      followed.current = moment
      const least = row.y + row.height - clientHeight
      element.scrollTo({ top: Math.min(row.y, Math.max(least, scrollTop)), behavior: 'instant' })
    }
    follow()
    return store.subscribe(follow)
  }, [view, scroller, rows])
}

/** Whose ring the op has changed; of an op that has changed no page, who did it. */
function cpuOfStep({ changed, cpus, recording: { log, position } }: Run): number {
  const [bytes] = changed
  if (bytes) return bytes.ring % cpus
  return position > 0 ? log.seatOf(position) : -1
}
