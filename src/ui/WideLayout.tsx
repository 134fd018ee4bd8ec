import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { BytesPanel } from './bytes/BytesPanel.tsx'
import { ControlsPanel } from './controls/ControlsPanel.tsx'
import { DropZone } from './DropZone.tsx'
import { ExportButton } from './files/ExportButton.tsx'
import { LazyInTurnNotice } from './LazyInTurnNotice.tsx'
import { LedgerBar } from './ledger/LedgerBar.tsx'
import { LiveSummary } from './LiveSummary.tsx'
import { Problems } from './Problems.tsx'
import { RingsPanel } from './rings/RingsPanel.tsx'
import { lowerPanel } from './shell/LowerPanel.tsx'
import { Resizable } from './shell/Resizable.tsx'
import { LOWER_PANELS, reveal } from './shell/shell-store.ts'
import { LazyHeadline, LazyOps, LazySource, useIsStepping } from './steps/LazySteps.tsx'
import { Tabs } from './tabs/Tabs.tsx'
import { TimelinePanel } from './timeline/TimelinePanel.tsx'
import { TopBar } from './top-bar/TopBar.tsx'
import { useMedia } from './use-media.ts'
import type { View } from './view.ts'

/** no room for the bytes beside the rings */
const DRAWER = '(max-width: 1180px)'

export function WideLayout({ view }: { view: View }) {
  const { shell } = view
  const asDrawer = useMedia(DRAWER)
  const drawer = useStore(shell, (state) => state.drawer)
  const closeDrawer = (): void => shell.setState({ drawer: false })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') closeDrawer()
  }
  return (
    <div className={asDrawer ? 'app app-drawer' : 'app'}>
      <TopBar view={view} />
      <Problems view={view} />
      <LazyInTurnNotice view={view} />
      <main className="panels" onKeyDown={onKeyDown}>
        <Resizable
          id={asDrawer ? 'layout-medium' : 'layout-wide'}
          key={asDrawer ? 'medium' : 'wide'}
          direction="horizontal"
          panels={[
            { id: 'controls', content: <ControlsPanel view={view} />, size: asDrawer ? 272 : 296, least: 240 },
            { id: 'centre', content: <Centre view={view} />, least: 420 },
            ...(asDrawer ? [] : [{ id: 'bytes', content: <RightColumn view={view} />, size: 352, least: 300 }]),
          ]}
        />
        {asDrawer && drawer && <BytesDrawer view={view} onClose={closeDrawer} />}
      </main>
      <LedgerBar view={view} />
      <LiveSummary view={view} />
      <DropZone view={view} />
    </div>
  )
}

/** In step mode the bytes share their column with the source that runs. */
function RightColumn({ view }: { view: View }) {
  const isStepping = useIsStepping(view)
  const bytes = <BytesPanel view={view} />
  if (!isStepping) return bytes
  return (
    <Resizable
      id="layout-right-step"
      direction="vertical"
      panels={[
        { id: 'page bytes', content: bytes, least: 120 },
        { id: 'source', content: <LazySource view={view} />, size: 400, least: 80 },
      ]}
    />
  )
}

function Centre({ view }: { view: View }) {
  const { shell } = view
  const lower = useStore(shell, (state) => state.lower)
  const isStepping = useIsStepping(view)
  const tabs = (
    <Tabs
      label="Below the timeline"
      current={lower}
      onChange={(name) => reveal(shell, name)}
      tabs={LOWER_PANELS.map((name) => ({ name, content: lowerPanel(view, name, lower === name) }))}
    >
      <ExportButton view={view} />
    </Tabs>
  )
  return (
    <div className="centre">
      <LazyHeadline view={view} />
      <Resizable
        id={isStepping ? 'layout-centre-step' : 'layout-centre'}
        key={isStepping ? 'step' : 'live'}
        direction="vertical"
        panels={[
          { id: 'rings', content: <RingsPanel view={view} narrow={false} />, least: 120 },
          ...(isStepping ? [{ id: 'ops', content: <LazyOps view={view} />, size: 160, least: 40 }] : []),
          {
            id: 'timeline',
            content: <TimelinePanel view={view} narrow={false} />,
            size: isStepping ? 150 : 198,
            least: 92,
          },
          { id: 'lower panels', content: tabs, size: isStepping ? 108 : 212, least: 96 },
        ]}
      />
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
