import { useEffect } from 'react'
import { useStore } from 'zustand'
import { runCommand } from './commands/command.ts'
import { commandOf } from './commands/key-handler.ts'
import { Failed } from './phases/Failed.tsx'
import { Notice } from './phases/Notice.tsx'
import { Unavailable } from './phases/Unavailable.tsx'
import { Dialogs } from './shell/Dialogs.tsx'
import { useMedia } from './use-media.ts'
import { useSingleKeys } from './use-single-keys.ts'
import { useTheme } from './use-theme.ts'
import type { View } from './view.ts'
import { WideLayout } from './WideLayout.tsx'
import { NarrowLayout } from './NarrowLayout.tsx'
import './app.css'

/** Phones, and windows as narrow as one. */
const NARROW = '(max-width: 719px)'

export function App({ view }: { view: View }) {
  const { store } = view.session
  const phase = useStore(store, (state) => state.phase)
  useTheme(view)
  if (phase === 'unavailable') return <Unavailable />
  if (phase === 'failed') return <Failed view={view} />
  if (phase === 'booting') return <Notice title="Starting the CPUs …">{null}</Notice>
  return <Ready view={view} />
}

function Ready({ view }: { view: View }) {
  const narrow = useMedia(NARROW)
  const [singleKeys, setSingleKeys] = useSingleKeys()
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
  const Layout = narrow ? NarrowLayout : WideLayout
  return (
    <>
      <Layout view={view} />
      <Dialogs view={view} singleKeys={singleKeys} onSingleKeys={setSingleKeys} />
    </>
  )
}
