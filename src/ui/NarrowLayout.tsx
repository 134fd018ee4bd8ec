import { useStore } from 'zustand'
import { BytesPanel } from './bytes/BytesPanel.tsx'
import { ControlsPanel } from './controls/ControlsPanel.tsx'
import { SnapshotButton } from './controls/RecordingButtons.tsx'
import { TriggerNotice } from './controls/TriggerNotice.tsx'
import { LazySituation } from './debate/LazySituation.tsx'
import { DropZone } from './DropZone.tsx'
import { EventsPanel } from './events/EventsPanel.tsx'
import { ExportButton } from './files/ExportButton.tsx'
import { LazyInTurnNotice } from './LazyInTurnNotice.tsx'
import { LedgerBar } from './ledger/LedgerBar.tsx'
import { RecordButton } from './live/RecordLive.tsx'
import { LazyLesson, useLesson } from './lesson/LazyLesson.tsx'
import { LiveSummary } from './LiveSummary.tsx'
import { Problems } from './Problems.tsx'
import { RingsPanel } from './rings/RingsPanel.tsx'
import { lowerPanel } from './shell/LowerPanel.tsx'
import { LOWER_PANELS, reveal } from './shell/shell-store.ts'
import type { Panel } from './shell/shell-store.ts'
import { LazyStart } from './start/LazyStart.tsx'
import { LazyOps, LazySource, LazyStepBar, useIsStepping } from './steps/LazySteps.tsx'
import { Tabs } from './tabs/Tabs.tsx'
import { TimelinePanel } from './timeline/TimelinePanel.tsx'
import { TraceTime } from './top-bar/TraceTime.tsx'
import { RunButton, TopBar } from './top-bar/TopBar.tsx'
import type { View } from './view.ts'

/** What one looks at most; the others share a place. */
const TABS = ['Rings', 'Timeline', 'Events', 'Bytes', 'Controls'] as const
/** what each step changes: who is next is at hand */
const STEPPED: ReadonlySet<Panel> = new Set(['Rings', 'Timeline', 'Bytes'])
const MORE = LOWER_PANELS.filter((name) => name !== 'Events')

/** A phone: one panel at a time, what one presses most at the thumb. */
export function NarrowLayout({ view }: { view: View }) {
  const { shell } = view
  const tab = useStore(shell, (state) => state.tab)
  const isStepping = useIsStepping(view)
  const player = useLesson(view)
  const more = MORE.find((name) => name === tab)
  return (
    <div className="app app-narrow">
      <TopBar view={view} />
      <nav className="tabs" aria-label="Panels">
        {player && <TabButton name="Lesson" current={tab === 'Lesson'} onClick={() => reveal(shell, 'Lesson')} />}
        {TABS.map((name) => (
          <TabButton key={name} name={name} current={name === tab} onClick={() => reveal(shell, name)} />
        ))}
        <TabButton name="More" current={more !== undefined} onClick={() => reveal(shell, more ?? 'Statistics')} />
      </nav>
      <Problems view={view} />
      <LazyInTurnNotice view={view} />
      <LazySituation view={view} />
      {tab !== 'Controls' && <TriggerNotice view={view} />}
      {STEPPED.has(tab) && <LazyStepBar view={view} />}
      {tab === 'Rings' && !isStepping && <LazyStart view={view} />}
      <main className="panels" data-tab={tab} data-stepped={isStepping}>
        {tab === 'Lesson' && <RingsPanel view={view} narrow />}
        {tab === 'Lesson' && <LazyLesson view={view} />}
        {tab === 'Rings' && <RingsPanel view={view} narrow />}
        {tab === 'Timeline' && isStepping && <LazyOps view={view} />}
        {tab === 'Timeline' && <TimelinePanel view={view} narrow />}
        {tab === 'Events' && <EventsPanel view={view} />}
        {tab === 'Bytes' && <BytesPanel view={view} />}
        {tab === 'Bytes' && isStepping && <LazySource view={view} />}
        {tab === 'Controls' && (
          <ControlsPanel view={view}>
            <RecordButton view={view} />
          </ControlsPanel>
        )}
        {more && (
          <Tabs
            label="More panels"
            current={more}
            onChange={(name) => reveal(shell, name)}
            tabs={MORE.map((name) => ({ name, content: lowerPanel(view, name, more === name) }))}
          >
            {more === 'Files' && <ExportButton view={view} />}
          </Tabs>
        )}
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

function TabButton({ name, current, onClick }: { name: string; current: boolean; onClick: () => void }) {
  return (
    <button type="button" aria-current={current ? 'page' : undefined} onClick={onClick}>
      {name}
    </button>
  )
}
