import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { COURSE } from '../../lessons/course.ts'
import type { LessonPlayer } from '../../store/lesson-player.ts'
import { LazySteps } from '../steps/LazySteps.tsx'
import { reveal } from '../shell/shell-store.ts'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { ChallengePart } from './ChallengePart.tsx'
import { LessonPart } from './LessonPart.tsx'
import { closeLesson, openLesson, tell } from './lesson-commands.ts'
import { noteProgress } from './progress.ts'
import { useLessonAddress } from './use-lesson-address.ts'
import './lesson.css'

/** a phone has no room for one CPU alone */
const NARROW = '(max-width: 719px)'

/** What is told, asked and shown, one part at a time. */
export function LessonPanel({ view, player }: { view: View; player: LessonPlayer }) {
  const { lesson } = player
  const { part, away, busy, challenge, told } = useStore(player.state)
  const isNarrow = useMedia(NARROW)
  const top = useRef<HTMLElement>(null)
  useLessonAddress(player, part)
  useEffect(() => {
    if (player.isOfCourse) noteProgress(lesson.id, part, challenge?.won && challenge.challenge.id)
  }, [player, lesson, part, challenge])
  useEffect(() => {
    const shown = lesson.parts[part]
    view.rings.setState({ focus: isNarrow ? undefined : shown?.focus })
    if (shown?.panel) reveal(view.shell, shown.panel)
    top.current?.scrollTo({ top: 0 })
    top.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }, [view, lesson, part, isNarrow])
  if (away) return <Away view={view} player={player} />
  return (
    <section className="lesson" aria-label="Lesson" aria-busy={busy} ref={top} data-keys="lesson">
      <Progress view={view} player={player} />
      {part < lesson.parts.length ? (
        told && <LessonPart view={view} player={player} />
      ) : (
        <ChallengePart view={view} player={player} />
      )}
      <Around view={view} player={player} />
      {player.isRecorded && (
        <p className="lesson-about">
          Shown from a recording: without shared memory nobody can be parked here. Its challenges, and all that is to be
          tried, takes the page in a tab of its own, from a server that isolates it.
        </p>
      )}
      <details className="lesson-machine" key={part} open={challenge !== undefined || undefined}>
        <summary>Step it yourself</summary>
        <LazySteps view={view} />
      </details>
    </section>
  )
}

function partsOf({ lesson, isRecorded }: LessonPlayer): string[] {
  return [
    ...lesson.parts.map(({ title }) => title),
    ...(isRecorded ? [] : lesson.challenges.map(({ title }) => `Challenge: ${title}`)),
  ]
}

/** A stroke per part. */
function Progress({ view, player }: { view: View; player: LessonPlayer }) {
  const { part } = useStore(player.state)
  return (
    <ol className="lesson-progress" aria-label="Parts of the lesson">
      {partsOf(player).map((title, at) => (
        <li key={title}>
          <button
            type="button"
            className="lesson-stroke"
            aria-current={at === part ? 'step' : undefined}
            data-done={at < part}
            aria-label={`${at + 1}: ${title}`}
            title={title}
            onClick={() => tell(view, player.goTo(at))}
          />
        </li>
      ))}
    </ol>
  )
}

/** To the parts and lessons before and after. */
function Around({ view, player }: { view: View; player: LessonPlayer }) {
  const { part, busy } = useStore(player.state)
  const { last } = player
  const here = COURSE.findIndex(({ id }) => id === player.lesson.id)
  const after = here < 0 ? undefined : COURSE[here + 1]
  return (
    <>
      <nav className="lesson-around" aria-label="Lesson">
        <button
          type="button"
          className="button"
          disabled={busy || part === 0}
          onClick={() => tell(view, player.back())}
        >
          ◂ Back
        </button>
        {part < last && (
          <button
            type="button"
            className="button button-strong"
            disabled={busy}
            onClick={() => tell(view, player.next())}
          >
            Next ▸
          </button>
        )}
        {part === last && after && (
          <button
            type="button"
            className="button button-strong"
            disabled={busy}
            onClick={() => openLesson(view, after.id)}
          >
            {after.title} ▸
          </button>
        )}
      </nav>
      <p className="lesson-leave">
        {here >= 0 && (
          <a className="link-button" href={`./?worksheet=${player.lesson.id}`} target="_blank" rel="noopener">
            Worksheet
          </a>
        )}
        <button type="button" className="link-button" onClick={() => view.shell.setState({ presenting: 'on' })}>
          Present
        </button>
        <button type="button" className="link-button" onClick={() => player.leave()}>
          To the playground
        </button>
        <button type="button" className="link-button" onClick={() => closeLesson(view)}>
          Close the lesson
        </button>
      </p>
    </>
  )
}

/** The machine is the visitor's; one line leads back. */
function Away({ view, player }: { view: View; player: LessonPlayer }) {
  const { challenge } = useStore(player.state)
  return (
    <section className="lesson lesson-away" aria-label="Lesson">
      <p>
        The lesson “{player.lesson.title}” waits.{' '}
        {challenge
          ? 'Its challenge goes on with this machine as you leave it; beside another machine it begins again.'
          : 'What you do here changes nothing of it.'}
      </p>
      <p className="lesson-around">
        <button type="button" className="button button-strong" onClick={() => tell(view, player.comeBack())}>
          Back to the lesson
        </button>
        <button type="button" className="button" onClick={() => closeLesson(view)}>
          Close it
        </button>
      </p>
    </section>
  )
}
