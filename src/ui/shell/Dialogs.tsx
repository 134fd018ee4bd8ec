import { lazy, Suspense, useCallback } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Palette = lazy(() => import('./Palette.tsx').then((module) => ({ default: module.Palette })))
const RecoverDialog = lazy(() =>
  import('../recover/RecoverDialog.tsx').then((module) => ({ default: module.RecoverDialog })),
)
const ShareDialog = lazy(() => import('./ShareDialog.tsx').then((module) => ({ default: module.ShareDialog })))
const ShortcutsDialog = lazy(() =>
  import('./ShortcutsDialog.tsx').then((module) => ({ default: module.ShortcutsDialog })),
)

interface DialogsProps {
  view: View
  singleKeys: boolean
  onSingleKeys: (on: boolean) => void
}

/** The dialog that is open, if any. */
export function Dialogs({ view, singleKeys, onSingleKeys }: DialogsProps) {
  const dialog = useStore(view.shell, (state) => state.dialog)
  const onClose = useCallback((): void => view.shell.setState({ dialog: undefined }), [view])
  return (
    <Suspense>
      {dialog === 'palette' && <Palette view={view} onClose={onClose} />}
      {dialog === 'share' && <ShareDialog view={view} onClose={onClose} />}
      {dialog === 'keys' && <ShortcutsDialog singleKeys={singleKeys} onSingleKeys={onSingleKeys} onClose={onClose} />}
      {typeof dialog === 'object' && <RecoverDialog view={view} cpu={dialog.recover} onClose={onClose} />}
    </Suspense>
  )
}
