/**
 * Which stretch of time each CPU's ring remembers. Rings are as large as each other, but CPUs are not as busy: a busy one remembers less. Only what
 * lies within the common window can be compared across CPUs; before it, that a CPU shows nothing does not mean that it did nothing.
 */
export interface Window {
  /** ns, both included */
  from: number
  to: number
}

/** Somewhere between two events of a CPU, some are missing. */
export interface Gap {
  cpu: number
  lost: number
  /** stamp of the last event before the gap; undefined: the ring begins behind it */
  after: number | undefined
  /** stamp of the first event behind it */
  before: number
}

export interface WindowEvent {
  readonly cpu: number
  readonly ts: number
  readonly lostBefore: number
}

export interface Windows {
  /** per CPU; undefined: its ring is empty */
  readonly perCpu: readonly (Window | undefined)[]
  /** where all CPUs with events remember; undefined: there is no such stretch */
  readonly common: Window | undefined
  /** in the order of the events */
  readonly gaps: readonly Gap[]
}

/** @param events in the order of each CPU @param cpus how many there are */
export function computeWindows(events: Iterable<WindowEvent>, cpus: number): Windows {
  const perCpu: (Window | undefined)[] = Array.from({ length: cpus }, () => undefined)
  const gaps: Gap[] = []
  for (const { cpu, ts, lostBefore } of events) {
    const window = perCpu[cpu]
    if (lostBefore > 0) gaps.push({ cpu, lost: lostBefore, after: window?.to, before: ts })
    if (window) window.to = Math.max(window.to, ts)
    else perCpu[cpu] = { from: ts, to: ts }
  }
  return { perCpu, common: commonWindow(perCpu), gaps }
}

/** From the youngest beginning to the oldest end, over those that have a window at all. */
export function commonWindow(perCpu: readonly (Window | undefined)[]): Window | undefined {
  const windows = perCpu.filter((window) => window !== undefined)
  const from = Math.max(...windows.map((window) => window.from))
  const to = Math.min(...windows.map((window) => window.to))
  return windows.length > 0 && from <= to ? { from, to } : undefined
}
