import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { Theme } from '../../store/ringside-store.ts'
import { PauseIcon, RunIcon, ShareIcon, ThemeIcon } from '../icons.tsx'
import { PressButton } from '../PressButton.tsx'
import type { View } from '../view.ts'
import { runCommand } from '../commands/command.ts'
import { TOGGLE_RUN } from '../shell/shell-commands.ts'
import { chooseTheme } from '../use-theme.ts'
import { ModeSwitch } from './ModeSwitch.tsx'
import { TraceTime } from './TraceTime.tsx'
import './top-bar.css'

const RecordLive = lazy(() => import('../live/RecordLive.tsx').then((module) => ({ default: module.RecordLive })))

const NEXT_THEME: Record<Theme, Theme> = { system: 'dark', dark: 'light', light: 'system' }

export function TopBar({ view }: { view: View }) {
  const { store } = view.session
  const theme = useStore(store, (state) => state.theme)
  return (
    <header className="top-bar">
      <h1 className="top-bar-name">Ringside</h1>
      <Subject view={view} />
      <Abilities view={view} />
      <div className="top-bar-tools">
        <ModeSwitch view={view} />
        <RunButton view={view} />
        <Suspense>
          <RecordLive view={view} />
        </Suspense>
        <TraceTime view={view} />
        <button type="button" className="button button-share" onClick={() => view.shell.setState({ dialog: 'share' })}>
          <ShareIcon />
          <span>Share</span>
        </button>
        <button
          type="button"
          className="button button-square"
          aria-label={`Theme: ${theme}`}
          title={`Theme: ${theme}. Next: ${NEXT_THEME[theme]}`}
          onClick={() => chooseTheme(store, NEXT_THEME[theme])}
        >
          <ThemeIcon />
        </button>
        <button
          type="button"
          className="button button-square"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts"
          onClick={() => view.shell.setState({ dialog: 'keys' })}
        >
          ?
        </button>
      </div>
    </header>
  )
}

function Subject({ view }: { view: View }) {
  const asPosted = useStore(view.session.store, (state) => state.config.asPosted)
  const lesson = useStore(view.session.store, (state) => state.lesson)
  const isDisabled = useStore(view.session.store, (state) => (state.readout?.recordDisabled ?? 0) > 0)
  return (
    <span className="top-bar-subject">
      <span className="top-bar-words">
        {lesson ? `Lesson: ${lesson.lesson.title}` : 'unified trace buffer, September 2008'}
      </span>
      {asPosted && <b className="top-bar-posted"> as posted</b>}
      {isDisabled && <b className="top-bar-posted"> recording disabled</b>}
    </span>
  )
}

/** what this browser can do */
function Abilities({ view }: { view: View }) {
  const { isolated, sharedMemory } = useStore(view.session.store, (state) => state.capabilities)
  const abilities = sharedMemory
    ? [isolated ? 'isolated' : 'not isolated', 'shared memory']
    : ['in turn', isolated ? 'no shared memory' : 'not isolated']
  return <span className="top-bar-abilities">{abilities.join(' · ')}</span>
}

export function RunButton({ view }: { view: View }) {
  const { session } = view
  const running = useStore(session.store, (state) => state.running)
  const ready = useStore(session.store, (state) => state.phase === 'ready')
  useStore(session.store, (state) => state.boot)
  const canRun = TOGGLE_RUN.enabled?.(view) !== false
  return (
    <PressButton
      className="button button-run"
      off={!ready || !canRun}
      title={canRun ? undefined : 'A recording: nobody goes on from it without shared memory'}
      onPress={() => runCommand(TOGGLE_RUN, view)}
    >
      {running ? <PauseIcon /> : <RunIcon />} {running ? 'Pause' : 'Run'}
    </PressButton>
  )
}
