import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { runCommand } from './commands/command.ts'
import { commandOf } from './commands/key-handler.ts'
import { LazyPresenter } from './present/LazyPresenter.tsx'
import { Notice } from './phases/Notice.tsx'
import { useMedia } from './use-media.ts'
import { useSingleKeys } from './use-single-keys.ts'
import { useTheme } from './use-theme.ts'
import type { View } from './view.ts'
import { WideLayout } from './WideLayout.tsx'
import './app.css'

// a wide page does without it
const NarrowLayout = lazy(() => import('./NarrowLayout.tsx').then((module) => ({ default: module.NarrowLayout })))
// seldom seen, so not loaded with the page
const Dialogs = lazy(() => import('./shell/Dialogs.tsx').then((module) => ({ default: module.Dialogs })))
const Failed = lazy(() => import('./phases/Failed.tsx').then((module) => ({ default: module.Failed })))
const Unavailable = lazy(() => import('./phases/Unavailable.tsx').then((module) => ({ default: module.Unavailable })))

/** Phones, windows as narrow as one, and small ones in which panels side by side would have no room, as where a page is magnified. */
const NARROW = '(max-width: 719px), (max-width: 1023px) and (max-height: 599px)'

export function App({ view }: { view: View }) {
  const { store } = view.session
  const phase = useStore(store, (state) => state.phase)
  useTheme(view)
  if (phase === 'booting') return <Notice title="Starting the CPUs …">{null}</Notice>
  if (phase === 'ready') return <Ready view={view} />
  return <Suspense>{phase === 'failed' ? <Failed view={view} /> : <Unavailable view={view} />}</Suspense>
}

const Embed = lazy(() => import('./embed/Embed.tsx').then((module) => ({ default: module.Embed })))

function Ready({ view }: { view: View }) {
  const narrow = useMedia(NARROW)
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const hasDialog = useStore(view.shell, (state) => state.dialog !== undefined)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = commandOf(event, singleKeys)
      if (!command) return
      event.preventDefault()
      runCommand(command, view)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [view, singleKeys])
  const Layout = view.session.links.asked.embed ? Embed : narrow ? NarrowLayout : WideLayout
  return (
    <>
      <Suspense>
        <Layout view={view} />
      </Suspense>
      <LazyPresenter view={view} />
      {hasDialog && (
        <Suspense>
          <Dialogs view={view} singleKeys={singleKeys} onSingleKeys={setSingleKeys} />
        </Suspense>
      )}
    </>
  )
}
