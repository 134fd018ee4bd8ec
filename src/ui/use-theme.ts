import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { RingsideStore, Theme } from '../store/ringside-store.ts'
import { readStored, writeStored } from './shell/stored.ts'
import type { View } from './view.ts'

/** Puts the chosen theme on the document; canvases then read their colours anew. */
export function useTheme({ session, theme: canvasTheme, loop }: View): void {
  const theme = useStore(session.store, (state) => state.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
    canvasTheme.invalidate()
    loop.wake()
  }, [theme, canvasTheme, loop])
  useEffect(() => canvasTheme.watch(loop.wake), [canvasTheme, loop])
}

/** Chosen by the visitor, and remembered. */
export function chooseTheme(store: RingsideStore, theme: Theme): void {
  store.setState({ theme })
  writeStored('theme', theme)
}

/** `?theme=dark|light|system`, else what was chosen before, else the system's. */
export function themeOf(search: string): Theme {
  const wanted = new URLSearchParams(search).get('theme') ?? readStored('theme')
  return wanted === 'dark' || wanted === 'light' ? wanted : 'system'
}
