import { lazy, Suspense, useCallback } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'

const Palette = lazy(() => import('./Palette.tsx').then((module) => ({ default: module.Palette })))
const RecoverDialog = lazy(() =>
  import('../recover/RecoverDialog.tsx').then((module) => ({ default: module.RecoverDialog })),
)
const DebateDialog = lazy(() =>
  import('../debate/DebateDialog.tsx').then((module) => ({ default: module.DebateDialog })),
)
const GlossaryDialog = lazy(() =>
  import('../glossary/GlossaryDialog.tsx').then((module) => ({ default: module.GlossaryDialog })),
)
const CourseDialog = lazy(() =>
  import('../lesson/CourseDialog.tsx').then((module) => ({ default: module.CourseDialog })),
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
  const onClose = useCallback((): void => {
    const { dialog: open } = view.shell.getState()
    view.shell.setState({ dialog: typeof open === 'object' && 'from' in open ? open.from : undefined })
  }, [view])
  return (
    <Suspense>
      {dialog === 'palette' && <Palette view={view} onClose={onClose} />}
      {dialog === 'course' && <CourseDialog view={view} onClose={onClose} />}
      {dialog === 'share' && <ShareDialog view={view} onClose={onClose} />}
      {dialog === 'keys' && (
        <ShortcutsDialog view={view} singleKeys={singleKeys} onSingleKeys={onSingleKeys} onClose={onClose} />
      )}
      {typeof dialog === 'object' && 'recover' in dialog && (
        <RecoverDialog view={view} cpu={dialog.recover} onClose={onClose} />
      )}
      {typeof dialog === 'object' && 'debate' in dialog && (
        <DebateDialog view={view} id={dialog.debate} onClose={onClose} />
      )}
      {typeof dialog === 'object' && 'glossary' in dialog && (
        <GlossaryDialog name={dialog.glossary} onClose={onClose} />
      )}
    </Suspense>
  )
}
