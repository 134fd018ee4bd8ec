import { useEffect, useState } from 'react'
import { openFile } from './controls/open-file.ts'
import type { View } from './view.ts'

/** A file dropped anywhere on the page is opened: a recording, or else a trace. */
export function DropZone({ view }: { view: View }) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      // leaving an element for another one of the page is no leaving
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) void openFile(view, file)
    }
    const stop = new AbortController()
    window.addEventListener('dragover', onOver, { signal: stop.signal })
    window.addEventListener('dragleave', onLeave, { signal: stop.signal })
    window.addEventListener('drop', onDrop, { signal: stop.signal })
    return () => stop.abort()
  }, [view])
  return over ? <div className="drop-zone">Drop to open a trace or a recording. It stays in this page.</div> : null
}
