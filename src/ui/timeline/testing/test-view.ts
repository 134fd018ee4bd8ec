import type { LogRow } from '../../../store/event-log.ts'
import type { View } from '../../view.ts'
import { Timeline } from '../timeline.ts'
import { LaneBins } from '../lane-bins.ts'
import { testFrame } from './test-frame.ts'
import { testSource, testWhole } from './test-lanes.ts'
import type { TestSource } from './test-lanes.ts'

/** A timeline of two CPUs as if it were painted, 500 columns from `from` on, without a page. */
export function testView(rows: readonly LogRow[]): {
  view: View
  timeline: Timeline
  source: TestSource
  paint: () => void
} {
  const source = testSource(2)
  source.log.append(rows)
  const timeline = new Timeline(source, testWhole(source), () => {})
  const paint = (): void => {
    timeline.advance(0)
    const { shown, lanes } = timeline
    const bins = { read: new LaneBins(2, 500), unread: new LaneBins(2, 500) }
    const binNs = (shown.to - shown.from) / 500
    const first = Math.round(shown.from / binNs)
    bins.read.show(
      lanes.all.map(({ read }) => read),
      binNs,
      first,
    )
    bins.unread.show(
      lanes.all.map(({ unread }) => unread),
      binNs,
      first,
    )
    timeline.painted = { bins, frame: testFrame({ cpus: 2, window: shown }) }
  }
  // gestures and actions use no more of the page than this
  return { view: { session: source, timeline } as unknown as View, timeline, source, paint }
}
