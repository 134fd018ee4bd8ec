/** The marks of the canvases once more, as SVG. */
const PATHS = {
  committed: 'M2.5 1v13',
  reserved: 'M-2 1L14 17M5 -1L22 16M13 -1L27 13M20 -1L28 7',
  padding: 'M-2 14L10 2M4 15L18 1M11 16L24 3M18 16L27 7',
  consumed: undefined,
  overwritten: 'M9.5 4L16.5 11M16.5 4L9.5 11',
  stale: undefined,
  free: undefined,
  gap: 'M-2 14L10 2M4 15L18 1M11 16L24 3M18 16L27 7',
  dead: 'M-2 15L12 1M6 15L20 1M14 15L28 1',
  waits: undefined,
  selected: undefined,
  head: 'M13 8L8.5 1h9zM12.3 7.5h1.5v7.5h-1.5z',
  tail: 'M13 7L8.5 14h9zM12.3 0h1.5v7.5h-1.5z',
  wrap: 'M25.5 8V1.5H0.5',
  swap: 'M9 12V3M6 6L9 2.5L12 6M17 3V12M14 9L17 12.5L20 9',
  window: 'M2 12V4H24V12',
  lock: 'M8.5 7h9v7h-9zM10.5 7V4.5a2.5 2.5 0 0 1 5 0V7',
} as const

export type Mark = keyof typeof PATHS

/** these are no stretch of a page */
const WITHOUT_BOX: ReadonlySet<Mark> = new Set<Mark>(['head', 'tail', 'wrap', 'swap', 'window', 'lock'])

export function Swatch({ mark }: { mark: Mark }) {
  const path = PATHS[mark]
  const boxed = !WITHOUT_BOX.has(mark)
  return (
    <svg className="swatch" data-mark={mark} width="26" height="15" viewBox="0 0 26 15" aria-hidden="true">
      {boxed && <rect className="swatch-fill" x="0.5" y="0.5" width="25" height="14" />}
      {path && <path className="swatch-path" d={path} />}
      {boxed && <rect className="swatch-border" x="0.5" y="0.5" width="25" height="14" />}
    </svg>
  )
}
