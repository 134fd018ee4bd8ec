import { useEffect } from 'react'
import { makeLessonLink } from '../../store/link.ts'
import type { LessonPlayer } from '../../store/lesson-player.ts'

/** The address says which part is shown, so that to load the page again comes back to it. A file of the visitor's has none. */
export function useLessonAddress({ name }: LessonPlayer, part: number): void {
  useEffect(() => {
    history.replaceState(history.state, '', makeLessonLink(location.href, { name, part, won: undefined }).url)
  }, [name, part])
  useEffect(
    () => () => {
      const nowhere = { name: undefined, part: 0, won: undefined }
      history.replaceState(history.state, '', makeLessonLink(location.href, nowhere).url)
    },
    [],
  )
}
