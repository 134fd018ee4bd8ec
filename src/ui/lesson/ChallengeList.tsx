import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { COURSE } from '../../lessons/course.ts'
import type { View } from '../view.ts'
import { openLesson } from './lesson-commands.ts'
import { progressOf } from './progress.ts'

interface ListedChallenge {
  readonly id: string
  readonly title: string
  readonly lesson: { readonly id: string; readonly title: string }
  /** index among the parts of its lesson */
  readonly part: number
  readonly won: boolean
}

/** The challenges of all lessons, and which were won. */
export function ChallengeList({ view, onOpen }: { view: View; onOpen: () => void }) {
  const [all, setAll] = useState<readonly ListedChallenge[]>([])
  const canStep = useStore(view.session.store, ({ capabilities }) => capabilities.stepping)
  useEffect(() => {
    let isWanted = true
    void allChallenges().then((found) => isWanted && setAll(found))
    return () => void (isWanted = false)
  }, [])
  const won = all.filter((each) => each.won).length
  return (
    <section aria-labelledby="challenges-title">
      <h2 id="challenges-title">Challenges</h2>
      <p>
        {canStep
          ? `Bring the machine there, however you like. ${won} of ${all.length} won.`
          : 'They take threads that can be parked, which this page has not: open it in a tab of its own, from a server that isolates it.'}
      </p>
      <ul className="course-list">
        {all.map(({ id, title, lesson, part, won: isWon }) => (
          <li key={id}>
            <button
              type="button"
              className="course-lesson course-challenge"
              disabled={!canStep}
              onClick={() => {
                onOpen()
                openLesson(view, lesson.id, { part })
              }}
            >
              <span className="course-number">
                {isWon && (
                  <span role="img" aria-label="won:">
                    ✓
                  </span>
                )}
              </span>
              <span className="course-name">{title}</span>
              <span className="course-of">{lesson.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function allChallenges(): Promise<ListedChallenge[]> {
  const lessons = await Promise.all(COURSE.map(({ load }) => load()))
  return lessons.flatMap((lesson) => {
    const won = progressOf(lesson.id)?.won ?? []
    return (lesson.challenges ?? []).map(({ id, title }, at) => ({
      id,
      title,
      lesson,
      part: lesson.parts.length + at,
      won: won.includes(id),
    }))
  })
}
