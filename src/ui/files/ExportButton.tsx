import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { saveBlob } from '../save-blob.ts'
import type { View } from '../view.ts'

const NAME = 'ringside-ftrace.txt'

/** Saves what is unread in the rings now; nothing is consumed. */
export function ExportButton({ view }: { view: View }) {
  const { session } = view
  const ready = useStore(session.store, (state) => state.phase === 'ready')
  const [share, setShare] = useState<number>()
  const making = useRef<AbortController>(undefined)
  const save = async (): Promise<void> => {
    const { signal } = (making.current = new AbortController())
    setShare(0)
    try {
      saveBlob(await session.exportText({ signal, onProgress: setShare }), NAME)
    } catch (error) {
      if (!signal.aborted) session.report(error)
    } finally {
      setShare(undefined)
    }
  }
  if (share === undefined)
    return (
      <button type="button" className="button button-small" disabled={!ready} onClick={() => void save()}>
        Export as ftrace text
      </button>
    )
  return (
    <button type="button" className="button button-small" onClick={() => making.current?.abort()}>
      Cancel the export, {Math.floor(100 * share)} %
    </button>
  )
}
