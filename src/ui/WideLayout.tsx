import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { BytesPanel } from './bytes/BytesPanel.tsx'
import { ControlsPanel } from './controls/ControlsPanel.tsx'
import { DropZone } from './DropZone.tsx'
import { EventsPanel } from './events/EventsPanel.tsx'
import { ExportButton } from './files/ExportButton.tsx'
import { FilesPanel } from './files/FilesPanel.tsx'
import { LatencyPanel } from './latency/LatencyPanel.tsx'
import { LedgerBar } from './ledger/LedgerBar.tsx'
import { LiveSummary } from './LiveSummary.tsx'
import { Problems } from './Problems.tsx'
import { RingsPanel } from './rings/RingsPanel.tsx'
import { Tabs } from './tabs/Tabs.tsx'
import { TimelinePanel } from './timeline/TimelinePanel.tsx'
import { TopBar } from './top-bar/TopBar.tsx'
import { useMedia } from './use-media.ts'
import type { View } from './view.ts'

/** no room for the bytes beside the rings */
const DRAWER = '(max-width: 1180px)'

export function WideLayout({ view, onShowKeys }: { view: View; onShowKeys: () => void }) {
  const asDrawer = useMedia(DRAWER)
  const [open, setOpen] = useState(false)
  const [lower, setLower] = useState('Events')
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false)
  }
  return (
    <div className={asDrawer ? 'app app-drawer' : 'app'}>
      <TopBar view={view} onShowKeys={onShowKeys} />
      <Problems view={view} />
      <main className="panels" onKeyDown={onKeyDown}>
        <ControlsPanel view={view} />
        <div className="centre" data-lower={lower}>
          <RingsPanel view={view} narrow={false} onOpenBytes={() => setOpen(true)} />
          <TimelinePanel view={view} narrow={false} />
          <Tabs
            label="Below the timeline"
            current={lower}
            onChange={setLower}
            tabs={[
              { name: 'Events', content: <EventsPanel view={view} /> },
              { name: 'Files', content: <FilesPanel view={view} /> },
              { name: 'Latency', content: <LatencyPanel view={view} shown={lower === 'Latency'} /> },
            ]}
          >
            <ExportButton view={view} />
          </Tabs>
        </div>
        {!asDrawer && <BytesPanel view={view} />}
        {asDrawer && open && <BytesDrawer view={view} onClose={() => setOpen(false)} />}
      </main>
      <LedgerBar view={view} />
      <LiveSummary view={view} />
      <DropZone view={view} />
    </div>
  )
}

/** Opened by choosing a page, closed by its button or Esc. */
function BytesDrawer({ view, onClose }: { view: View; onClose: () => void }) {
  return (
    <div className="drawer">
      <div className="drawer-handle">
        <button type="button" className="button button-small" onClick={onClose}>
          Close bytes
        </button>
      </div>
      <BytesPanel view={view} />
    </div>
  )
}
