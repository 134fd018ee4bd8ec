import { useState } from 'react'
import { BytesPanel } from './bytes/BytesPanel.tsx'
import { ControlsPanel } from './controls/ControlsPanel.tsx'
import { SnapshotButton } from './controls/RecordingButtons.tsx'
import { DropZone } from './DropZone.tsx'
import { EventsPanel } from './events/EventsPanel.tsx'
import { ExportButton } from './files/ExportButton.tsx'
import { FilesPanel } from './files/FilesPanel.tsx'
import { LatencyPanel } from './latency/LatencyPanel.tsx'
import { LedgerBar } from './ledger/LedgerBar.tsx'
import { LiveSummary } from './LiveSummary.tsx'
import { Problems } from './Problems.tsx'
import { RingsPanel } from './rings/RingsPanel.tsx'
import { TimelinePanel } from './timeline/TimelinePanel.tsx'
import { TraceTime } from './top-bar/TraceTime.tsx'
import { RunButton, TopBar } from './top-bar/TopBar.tsx'
import type { View } from './view.ts'

const TABS = ['Rings', 'Timeline', 'Bytes', 'Files', 'Latency', 'Controls'] as const
type Tab = (typeof TABS)[number]

/** A phone: one panel at a time, what one presses most at the thumb. */
export function NarrowLayout({ view, onShowKeys }: { view: View; onShowKeys: () => void }) {
  const [tab, setTab] = useState<Tab>('Rings')
  return (
    <div className="app app-narrow">
      <TopBar view={view} onShowKeys={onShowKeys} />
      <nav className="tabs" aria-label="Panels">
        {TABS.map((name) => (
          <button
            type="button"
            key={name}
            aria-current={name === tab ? 'page' : undefined}
            onClick={() => setTab(name)}
          >
            {name}
          </button>
        ))}
      </nav>
      <Problems view={view} />
      <main className="panels" data-tab={tab}>
        {tab === 'Rings' && <RingsPanel view={view} narrow onOpenBytes={() => setTab('Bytes')} />}
        {tab === 'Timeline' && (
          <>
            <TimelinePanel view={view} narrow />
            <EventsPanel view={view} />
          </>
        )}
        {tab === 'Bytes' && <BytesPanel view={view} />}
        {tab === 'Files' && (
          <>
            <FilesPanel view={view} />
            <div className="files-export">
              <ExportButton view={view} />
            </div>
          </>
        )}
        {tab === 'Latency' && <LatencyPanel view={view} shown />}
        {tab === 'Controls' && <ControlsPanel view={view} />}
      </main>
      <LedgerBar view={view} />
      <footer className="dock">
        <RunButton view={view} />
        <SnapshotButton view={view} />
        <TraceTime view={view} />
      </footer>
      <LiveSummary view={view} />
      <DropZone view={view} />
    </div>
  )
}
