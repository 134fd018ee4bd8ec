import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { DelayMarks } from '../../trace-files/delay-marks.ts'
import { catLines } from '../files/file-lines.ts'
import type { FileLines } from '../files/file-lines.ts'
import { LineList } from '../files/LineList.tsx'
import { SHOWN_BYTES } from '../files/use-file.ts'
import { formatBytes } from '../numbers.ts'
import type { View } from '../view.ts'
import { notesOf, whyNothing } from './latency-words.ts'
import { LatencyHead } from './LatencyHead.tsx'
import { LatencyTools } from './LatencyTools.tsx'
import { useLatencyText } from './use-latency-text.ts'
import { useLatency } from './use-latency.ts'
import '../files/files.css'
import './latency.css'

/** The current maximum of a latency tracer, and its snapshot as ftrace prints it. @param shown only then is the snapshot read */
export function LatencyPanel({ view, shown }: { view: View; shown: boolean }) {
  const { session } = view
  const config = useStore(session.store, (state) => state.config)
  const max = useStore(session.store, (state) => state.readout?.maxLatency)
  const nothing = whyNothing(config, max)
  const { state, refresh } = useLatency(session, shown && nothing === undefined)
  const [marks, setMarks] = useState<DelayMarks>({ set: 'today', relativeTo: 'merged' })
  const { snapshot, failed } = state
  const copy = useLatencyText(snapshot, marks)
  const lines = useMemo(() => copy && catLines(copy.head), [copy])
  return (
    <section className="latency" aria-label="Latency" aria-busy={state.reading}>
      <div className="latency-head">
        <LatencyHead view={view} snapshot={snapshot} />
        {nothing === undefined && (
          <LatencyTools marks={marks} onMarks={setMarks} onRefresh={refresh} copy={copy} lines={lines} />
        )}
      </div>
      {nothing === undefined ? (
        <>
          {failed !== undefined && <p className="file-note file-failed">{failed}</p>}
          {snapshot && notesOf(snapshot, config).map((note) => <Note key={note} text={note} />)}
          {copy && copy.blob.size > SHOWN_BYTES && (
            <Note text={`The first ${formatBytes(SHOWN_BYTES)}; the download has all of it.`} />
          )}
          {lines && <LineList lines={lines} label="Snapshot in the latency format" startAt={columnsAt(lines)} />}
        </>
      ) : (
        <Note text={nothing} />
      )}
    </section>
  )
}

/** The names of the columns: the header above them is mostly said beside the text, and the events are what one came for. */
function columnsAt({ count, line }: FileLines): number {
  for (let index = 0; index < count; index++) if (line(index).startsWith('#  cmd')) return index
  return 0
}

function Note({ text }: { text: string }) {
  return <p className="file-note">{text}</p>
}
