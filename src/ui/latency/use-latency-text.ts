import { useEffect, useState } from 'react'
import { latencyText } from '../../store/latency-snapshot.ts'
import type { LatencySnapshot } from '../../store/latency-snapshot.ts'
import type { DelayMarks } from '../../trace-files/delay-marks.ts'
import { SHOWN_BYTES } from '../files/use-file.ts'
import type { FileCopy } from '../files/use-file.ts'

/** The snapshot as text; what was made before stays until the next is. */
export function useLatencyText(snapshot: LatencySnapshot | undefined, marks: DelayMarks): FileCopy | undefined {
  const [copy, setCopy] = useState<FileCopy>()
  const { set, relativeTo } = marks
  useEffect(() => {
    if (!snapshot?.section) return undefined
    const abort = new AbortController()
    const { signal } = abort
    const make = async (): Promise<void> => {
      const blob = await latencyText(snapshot, { set, relativeTo }, { signal })
      const head = new Uint8Array(await blob.slice(0, SHOWN_BYTES).arrayBuffer())
      if (!signal.aborted) setCopy({ blob, head, url: URL.createObjectURL(blob) })
    }
    // it is only ever given up
    make().catch(() => undefined)
    return () => abort.abort()
  }, [snapshot, set, relativeTo])
  useEffect(() => (copy ? () => URL.revokeObjectURL(copy.url) : undefined), [copy])
  return snapshot?.section && copy
}
