import type { TimelineFrame } from '../frame.ts'

/** 500 px from x 100 for times 0 … 500, lanes of 18 px from y 18. */
export function testFrame(more: Partial<TimelineFrame> = {}): TimelineFrame {
  const cpus = more.cpus ?? 1
  const laneHeight = more.laneHeight ?? 18
  const window = { from: 0, to: 500 }
  return {
    window,
    left: 100,
    right: 600,
    top: 18,
    bottom: 18 + cpus * laneHeight,
    scroll: 0,
    cpus,
    laneHeight,
    ...more,
  }
}
