/** The colours of the theme for canvases: read from the css variables, again whenever theme, contrast or forced colours change. */
import type { EventFamily } from '../events/event-family.ts'

const ROLES = {
  surface: '--surface-sunken',
  panel: '--surface',
  ink: '--ink',
  muted: '--muted',
  hairline: '--hairline',
  free: '--free',
  freeBorder: '--free-border',
  committed: '--committed',
  reserved: '--reserved',
  reservedStripe: '--reserved-stripe',
  padding: '--padding',
  consumed: '--consumed',
  consumedBorder: '--consumed-border',
  stale: '--stale',
  overwritten: '--overwritten',
  overwrittenInk: '--overwritten-ink',
  lost: '--lost',
  head: '--head',
  tail: '--tail',
} as const

const FAMILIES: readonly EventFamily[] = ['sched', 'irq', 'timer', 'syscall', 'user', 'io', 'other']

export type CanvasColors = Record<keyof typeof ROLES, string> & { families: Record<EventFamily, string> }

const CALM = '(prefers-reduced-motion: reduce)'
const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)', CALM]

export class CanvasTheme {
  private current: CanvasColors | undefined
  /** nothing may flash or move that need not */
  calm = false
  /** changes with the colours */
  version = 0

  get colors(): CanvasColors {
    if (!this.current) {
      this.current = readColors(document.documentElement)
      this.calm = matchMedia(CALM).matches
    }
    return this.current
  }

  invalidate(): void {
    this.current = undefined
    this.version++
  }

  /** Calls back after the colours changed outside of us. @returns unsubscribe */
  watch(onChange: () => void): () => void {
    const queries = QUERIES.map((query) => matchMedia(query))
    const listener = (): void => {
      this.invalidate()
      onChange()
    }
    for (const query of queries) query.addEventListener('change', listener)
    return () => {
      for (const query of queries) query.removeEventListener('change', listener)
    }
  }
}

function readColors(element: Element): CanvasColors {
  const style = getComputedStyle(element)
  const role = (name: string): string => style.getPropertyValue(name).trim()
  const roles = Object.fromEntries(Object.entries(ROLES).map(([key, name]) => [key, role(name)]))
  const families = Object.fromEntries(FAMILIES.map((family) => [family, role(`--event-${family}`)]))
  // both objects have exactly the keys that they were built from
  return { ...roles, families } as CanvasColors
}
