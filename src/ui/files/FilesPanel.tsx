import { useState } from 'react'
import type { DragEvent } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { dragOut } from './drag-out.ts'
import { downloadName } from './file-lines.ts'
import { FileTree } from './FileTree.tsx'
import { FileView } from './FileView.tsx'
import { treeRows } from './tree-rows.ts'
import type { TreeRow } from './tree-rows.ts'
import { useFile } from './use-file.ts'
import './files.css'

/** The buffers as debugfs shows them. A file is read when it is opened, and again when one asks for it. */
export function FilesPanel({ view }: { view: View }) {
  const { session } = view
  const boot = useStore(session.store, (state) => state.boot)
  useStore(session.store, (state) => state.registrations)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['buffers', 'buffers/ringside']))
  const [shown, setShown] = useState<TreeRow>()
  const [serial, setSerial] = useState(0)
  const { state, cancel } = useFile(session, shown?.path, boot, serial)
  const root = session.files
  if (!root) return <section className="files" aria-label="Files" />
  const refresh = (): void => setSerial((before) => before + 1)
  const openOrClose = (row: TreeRow, isOpen: boolean): void => {
    const others = [...open].filter((path) => path !== row.path)
    setOpen(new Set(isOpen ? [...others, row.path] : others))
  }
  const show = (row: TreeRow): void => {
    if (row.path === shown?.path) refresh()
    setShown(row)
  }
  const { copy } = state
  const onDragOut =
    copy && shown
      ? (event: DragEvent) => dragOut(event, copy, downloadName(shown.path, shown.node.kind === 'binary'))
      : undefined
  return (
    <section className="files" aria-label="Files">
      <FileTree
        rows={treeRows(root, open)}
        shown={shown?.path}
        onOpen={openOrClose}
        onShow={show}
        onDragOut={onDragOut}
      />
      {shown ? (
        <FileView row={shown} state={state} onRefresh={refresh} onCancel={cancel} onDragOut={onDragOut} />
      ) : (
        <p className="files-none">
          Open a file to read it. While <code>text</code> is read by iterator, recording is off for a moment.
        </p>
      )}
    </section>
  )
}
