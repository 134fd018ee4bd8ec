import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { BytesPanel } from './bytes/BytesPanel.tsx'
import { ControlsPanel } from './controls/ControlsPanel.tsx'
import { LazySituation } from './debate/LazySituation.tsx'
import { DropZone } from './DropZone.tsx'
import { ExportButton } from './files/ExportButton.tsx'
import { LazyInTurnNotice } from './LazyInTurnNotice.tsx'
import { LedgerBar } from './ledger/LedgerBar.tsx'
import { LazyLesson, useLesson } from './lesson/LazyLesson.tsx'
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
import type { LessonPlayer } from '../store/lesson-player.ts'
import type { View } from './view.ts'

/** no room for the bytes beside the rings */
const DRAWER = '(max-width: 1180px)'
/** the rings need what others have below them */
const LOW = '(max-height: 820px)'
/** px of the panels below the rings, of a machine that runs and of one that is stepped */
const HEIGHTS = {
  live: { timeline: 198, lower: 212 },
  step: { timeline: 150, lower: 108 },
  'step-low': { timeline: 120, lower: 96 },
}

export function WideLayout({ view }: { view: View }) {
  const { shell } = view
  const asDrawer = useMedia(DRAWER)
  const presenting = useStore(shell, (state) => state.presenting !== 'off')
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
      <LazySituation view={view} />
      <main className="panels" onKeyDown={onKeyDown}>
        <Resizable
          id={presenting ? 'layout-presenting' : asDrawer ? 'layout-medium' : 'layout-wide'}
          key={presenting ? 'presenting' : asDrawer ? 'medium' : 'wide'}
          direction="horizontal"
          panels={[
            {
              id: 'controls',
              content: <LeftColumn view={view} />,
              size: presenting ? 480 : asDrawer ? 272 : 296,
              least: 240,
            },
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

/** A lesson takes the place of the controls; who has left it for the playground has both. */
function LeftColumn({ view }: { view: View }) {
  const player = useLesson(view)
  if (!player) return <ControlsPanel view={view} />
  return <LessonColumn view={view} player={player} />
}

function LessonColumn({ view, player }: { view: View; player: LessonPlayer }) {
  const away = useStore(player.state, (state) => state.away)
  return (
    <div className={away ? 'left-away' : 'left-lesson'}>
      <LazyLesson view={view} />
      {away && <ControlsPanel view={view} />}
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

/** px of the strip of ops with its head: a lane per actor, as far as there is room */
function opsHeight(actors: number): number {
  return Math.min(230, Math.max(150, 74 + 15 * actors))
}

function Centre({ view }: { view: View }) {
  const { shell } = view
  const lower = useStore(shell, (state) => state.lower)
  const cpus = useStore(view.session.store, (state) => state.config.cpus)
  const isStepping = useIsStepping(view)
  const isLow = useMedia(LOW)
  const kind = !isStepping ? 'live' : isLow ? 'step-low' : 'step'
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
        id={kind === 'live' ? 'layout-centre' : `layout-centre-${kind}`}
        key={kind}
        direction="vertical"
        panels={[
          { id: 'rings', content: <RingsPanel view={view} narrow={false} />, least: 120 },
          ...(isStepping
            ? [{ id: 'ops', content: <LazyOps view={view} />, size: opsHeight(cpus + 1), least: 40 }]
            : []),
          {
            id: 'timeline',
            content: <TimelinePanel view={view} narrow={false} />,
            size: HEIGHTS[kind].timeline,
            least: 132,
          },
          { id: 'lower panels', content: tabs, size: HEIGHTS[kind].lower, least: 96 },
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
