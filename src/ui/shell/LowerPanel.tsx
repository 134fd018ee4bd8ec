import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { EventsPanel } from '../events/EventsPanel.tsx'
import type { View } from '../view.ts'
import type { LowerPanel } from './shell-store.ts'

const MergePanel = lazy(() => import('../merge/MergePanel.tsx').then((module) => ({ default: module.MergePanel })))
const StatisticsPanel = lazy(() =>
  import('../statistics/StatisticsPanel.tsx').then((module) => ({ default: module.StatisticsPanel })),
)
const FilesPanel = lazy(() => import('../files/FilesPanel.tsx').then((module) => ({ default: module.FilesPanel })))
const LatencyPanel = lazy(() =>
  import('../latency/LatencyPanel.tsx').then((module) => ({ default: module.LatencyPanel })),
)

/** One of the panels below the timeline. What is not on the first screen is loaded when it is opened. */
export function lowerPanel(view: View, name: LowerPanel, shown: boolean): ReactNode {
  return <Suspense fallback={<p className="panel-loading">Loading …</p>}>{panelOf(view, name, shown)}</Suspense>
}

function panelOf(view: View, name: LowerPanel, shown: boolean): ReactNode {
  switch (name) {
    case 'Events':
      return <EventsPanel view={view} />
    case 'Merge':
      return <MergePanel view={view} />
    case 'Statistics':
      return <StatisticsPanel view={view} />
    case 'Files':
      return <FilesPanel view={view} />
    case 'Latency':
      return <LatencyPanel view={view} shown={shown} />
  }
}
