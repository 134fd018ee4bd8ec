import type { EventFamily } from '../../events/event-family.ts'

const STATES = [
  ['committed', 'committed'],
  ['reserved', 'being written'],
  ['padding', 'padding'],
  ['consumed', 'consumed'],
  ['overwritten', 'overwritten'],
  ['stale', 'free, old bytes'],
  ['free', 'free, never used'],
] as const

const FAMILIES: readonly EventFamily[] = ['sched', 'irq', 'timer', 'syscall', 'user', 'io', 'other']

export function Legend() {
  return (
    <section className="control-group" aria-labelledby="legend-title">
      <h3 id="legend-title">Legend</h3>
      <ul className="legend-states">
        {STATES.map(([state, words]) => (
          <li key={state}>
            <Swatch state={state} /> {words}
          </li>
        ))}
      </ul>
      <ul className="legend-families">
        {FAMILIES.map((family) => (
          <li key={family}>
            <span className="family-bar" data-family={family} /> {family}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same marks as on the canvas, as SVG. */
function Swatch({ state }: { state: (typeof STATES)[number][0] }) {
  return (
    <svg className="swatch" data-state={state} width="26" height="15" viewBox="0 0 26 15" aria-hidden="true">
      <rect className="swatch-fill" x="0.5" y="0.5" width="25" height="14" />
      {state === 'padding' && <path className="swatch-hatch" d="M-2 14L10 2M4 15L18 1M11 16L24 3M18 16L27 7" />}
      {state === 'reserved' && <path className="swatch-stripe" d="M-2 1L14 17M5 -1L22 16M13 -1L27 13M20 -1L28 7" />}
      {state === 'overwritten' && <path className="swatch-cross" d="M9.5 4L16.5 11M16.5 4L9.5 11" />}
      {state === 'committed' && <path className="swatch-bar" d="M2.5 1v13" />}
      <rect className="swatch-border" x="0.5" y="0.5" width="25" height="14" />
    </svg>
  )
}
