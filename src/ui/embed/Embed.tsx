import { useEffect, useRef } from 'react'
import type { CSSProperties } from 'react'
import { useStore } from 'zustand'
import type { LessonPlayer } from '../../store/lesson-player.ts'
import { Count } from '../Count.tsx'
import { runCommand } from '../commands/command.ts'
import { tell } from '../lesson/lesson-commands.ts'
import { LessonPart } from '../lesson/LessonPart.tsx'
import { Problems } from '../Problems.tsx'
import { PressButton } from '../PressButton.tsx'
import { RingsPanel } from '../rings/RingsPanel.tsx'
import { Scrubber } from '../steps/Scrubber.tsx'
import { BACK, FORWARD } from '../steps/steps-commands.ts'
import { useSteps } from '../steps/use-steps.ts'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { tellHeight } from './tell-height.ts'
import '../lesson/lesson.css'
import '../steps/steps.css'
import './embed.css'

const NARROW = '(max-width: 719px)'

/** One figure of a lesson with its controls, for someone's page: shown from a recording, so that it needs no headers and no threads. */
export function Embed({ view }: { view: View }) {
  const page = useRef<HTMLElement>(null)
  const player = useStore(view.session.store, (state) => state.lesson)
  useEffect(() => (page.current ? tellHeight(page.current) : undefined), [])
  return (
    <main className="embed" ref={page}>
      <Problems view={view} />
      {player && <Figure view={view} player={player} />}
    </main>
  )
}

function Figure({ view, player }: { view: View; player: LessonPlayer }) {
  const { session } = view
  const { lesson } = player
  const { part, busy } = useStore(player.state)
  const cpus = useStore(session.store, (state) => state.config.cpus)
  const isNarrow = useMedia(NARROW)
  const last = lesson.parts.length - 1
  const live = new URLSearchParams({ lesson: lesson.id, part: String(part + 1) })
  return (
    <>
      <header className="embed-head">
        <h1>
          {lesson.title}{' '}
          <span>
            part {part + 1} of {last + 1}
          </span>
        </h1>
        <a className="button" href={`./?${live}`} target="_blank" rel="noopener">
          Run it live
        </a>
      </header>
      <div className="embed-rings" style={{ '--cpus': cpus } as CSSProperties}>
        <RingsPanel view={view} narrow={isNarrow} />
      </div>
      <Ops view={view} />
      <section className="lesson embed-lesson" aria-label="Lesson" aria-busy={busy} data-keys="lesson">
        <LessonPart view={view} player={player} />
        <nav className="lesson-around" aria-label="Parts">
          <button
            type="button"
            className="button"
            disabled={busy || part === 0}
            onClick={() => tell(view, player.back())}
          >
            ◂ Back
          </button>
          <button
            type="button"
            className="button button-strong"
            disabled={busy || part === last}
            onClick={() => tell(view, player.next())}
          >
            Next ▸
          </button>
        </nav>
      </section>
      <footer className="embed-foot">Ringside, Linux’s unified trace buffer of 2008. Text: CC BY 4.0.</footer>
    </>
  )
}

/** Back and forward in what was recorded. */
function Ops({ view }: { view: View }) {
  const run = useSteps(view)
  if (!run) return null
  const { position, length } = run.recording
  return (
    <div className="embed-ops" role="group" aria-label="Ops" data-keys="steps">
      {[BACK, FORWARD].map((command) => (
        <PressButton
          key={command.id}
          className="button button-square"
          aria-label={command.title}
          off={command.enabled?.(view) === false}
          onPress={() => runCommand(command, view)}
        >
          {command === BACK ? '←' : '→'}
        </PressButton>
      ))}
      <Scrubber view={view} run={run} />
      <span className="step-transport-op">
        op <Count value={position} /> / <Count value={length} />
      </span>
    </div>
  )
}
