import { useEffect, useRef, useState } from 'react'
import type { Session } from '../../store/session.ts'

/** A file as it was when it was read. */
export interface FileCopy {
  readonly blob: Blob
  /** address of the blob, as long as this copy is shown */
  readonly url: string
  /** its beginning, of at most SHOWN_BYTES */
  readonly head: Uint8Array
}

export interface FileState {
  /** stays while the same file is read again */
  readonly copy?: FileCopy
  /** it is being read: how much of its text is made, from 0 to 1 */
  readonly share?: number
  readonly failed?: string
}

/** What is shown of a file: more than anyone scrolls through, and little enough to be split into lines at once */
export const SHOWN_BYTES = 2 ** 20

/** Reads a file when `path`, `boot` or `serial` change. @param path undefined: none */
export function useFile(session: Session, path: string | undefined, boot: number, serial: number) {
  const [known, setKnown] = useState<{ path: string; state: FileState }>()
  const reading = useRef<AbortController>(undefined)
  useEffect(() => {
    if (path === undefined) return undefined
    const abort = new AbortController()
    reading.current = abort
    let left = false
    const show = (next: (before: FileState) => FileState): void => {
      if (!left) setKnown((before) => ({ path, state: next(before?.path === path ? before.state : {}) }))
    }
    const onProgress = (share: number): void => show((before) => ({ ...before, share }))
    readCopy(session, path, { signal: abort.signal, onProgress })
      .then((copy) => (left ? URL.revokeObjectURL(copy.url) : show(() => ({ copy }))))
      .catch((error: Error) =>
        show(() => ({ failed: abort.signal.aborted ? 'Reading was cancelled.' : error.message })),
      )
    return () => {
      left = true
      abort.abort()
    }
  }, [session, path, boot, serial])
  const state: FileState = known && known.path === path ? known.state : { share: 0 }
  const { copy } = state
  useEffect(() => (copy ? () => URL.revokeObjectURL(copy.url) : undefined), [copy])
  return { state, cancel: () => reading.current?.abort() }
}

async function readCopy(session: Session, path: string, making: Parameters<Session['debugfs']>[1]): Promise<FileCopy> {
  const blob = await session.debugfs(path, making)
  const head = new Uint8Array(await blob.slice(0, SHOWN_BYTES).arrayBuffer())
  return { blob, head, url: URL.createObjectURL(blob) }
}
