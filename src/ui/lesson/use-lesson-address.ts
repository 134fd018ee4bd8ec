import { useEffect } from 'react'
import { makeLessonLink } from '../../store/link.ts'
import type { LessonPlayer } from '../../store/lesson-player.ts'

/** The address says which part is shown, so that to load the page again comes back to it. A file of the visitor's has none. */
export function useLessonAddress({ name, state }: LessonPlayer, part: number): void {
  useEffect(() => {
    // it was opened as a proof, and stays one
    if (state.getState().challenge?.won) return
    history.replaceState(history.state, '', makeLessonLink(location.href, { name, part, won: undefined }).url)
  }, [name, state, part])
  useEffect(
    () => () => {
      const nowhere = { name: undefined, part: 0, won: undefined }
      history.replaceState(history.state, '', makeLessonLink(location.href, nowhere).url)
    },
    [],
  )
}
