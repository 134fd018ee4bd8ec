import { BytesPanel } from './bytes/BytesPanel.tsx'
import { ControlsPanel } from './controls/ControlsPanel.tsx'
import { DropZone } from './DropZone.tsx'
import { EventsPanel } from './events/EventsPanel.tsx'
import { LedgerBar } from './ledger/LedgerBar.tsx'
import { LiveSummary } from './LiveSummary.tsx'
import { Problems } from './Problems.tsx'
import { RingsPanel } from './rings/RingsPanel.tsx'
import { TimelinePanel } from './timeline/TimelinePanel.tsx'
import { TopBar } from './top-bar/TopBar.tsx'
import type { View } from './view.ts'

const nothing = (): void => {}

export function WideLayout({ view, onShowKeys }: { view: View; onShowKeys: () => void }) {
  return (
    <div className="app">
      <TopBar view={view} onShowKeys={onShowKeys} />
      <Problems view={view} />
      <main className="panels">
        <ControlsPanel view={view} />
        <div className="centre">
          <RingsPanel view={view} narrow={false} onOpenBytes={nothing} />
          <TimelinePanel view={view} narrow={false} />
          <EventsPanel view={view} />
        </div>
        <BytesPanel view={view} />
      </main>
      <LedgerBar view={view} />
      <LiveSummary view={view} />
      <DropZone view={view} />
    </div>
  )
}
