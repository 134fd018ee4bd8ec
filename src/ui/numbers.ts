/** Numbers as the page writes them. */
import { formatStamp as formatTraceStamp } from '../trace-files/ftrace-stamp.ts'

/** thin space between groups of three, for canvases and plain text; elements use <Count> */
const THIN = '\u2009'
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

export function formatCount(value: number): string {
  return grouped.format(value).replaceAll(',', THIN)
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 2 ** 20) return `${trim(bytes / 1024)} KiB`
  if (bytes < 2 ** 30) return `${trim(bytes / 2 ** 20)} MiB`
  return `${trim(bytes / 2 ** 30)} GiB`
}

/** events per second, as the page says it: 850/s, 2.9/ms */
export function formatRate(perSecond: number): string {
  if (perSecond === Infinity) return 'flat out'
  if (perSecond >= 1000) return `${trim(perSecond / 1000)}/ms`
  return `${trim(perSecond)}/s`
}

/** ns as a time a person reads: 134.072 ms, 1.204 s */
export function formatDuration(ns: number): string {
  if (ns >= 1e9) return `${(ns / 1e9).toFixed(3)} s`
  if (ns >= 1e6) return `${(ns / 1e6).toFixed(3)} ms`
  if (ns >= 1e3) return `${(ns / 1e3).toFixed(1)} µs`
  return `${Math.round(ns)} ns`
}

/** ftrace's secs.usecs; a counter clock counts events */
export function formatStamp(ts: number, counts: boolean): string {
  return formatTraceStamp(ts, counts ? 'count' : 'us', 0).trim()
}

function trim(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10)
}
