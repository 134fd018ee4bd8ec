import type { EventFamily } from '../../events/event-family.ts'
import { Group } from './Group.tsx'
import { Swatch } from './Swatch.tsx'
import type { Mark } from './Swatch.tsx'

/** What lies in a page. */
const STATES: readonly (readonly [Mark, string])[] = [
  ['committed', 'committed'],
  ['reserved', 'being written'],
  ['padding', 'padding'],
  ['consumed', 'consumed'],
  ['overwritten', 'overwritten'],
  ['stale', 'free, old bytes'],
  ['free', 'free, never used'],
]

/** What stands on a ring, or is said of one. */
const MARKS: readonly (readonly [Mark, string])[] = [
  ['head', 'HEAD: read next'],
  ['tail', 'TAIL: written next'],
  ['wrap', 'wraps around'],
  ['swap', 'just swapped'],
  ['gap', 'lost, in time'],
  ['window', 'common window'],
  ['lock', 'lock held'],
  ['waits', 'waits for a lock'],
  ['dead', 'crashed'],
  ['selected', 'selected'],
]

const FAMILIES: readonly EventFamily[] = ['sched', 'irq', 'timer', 'syscall', 'user', 'io', 'other']

export function Legend() {
  return (
    <Group id="legend" title="Legend">
      <MarkList label="In a page" marks={STATES} />
      <MarkList label="On a ring" marks={MARKS} />
      <ul className="legend-families" aria-label="Events">
        {FAMILIES.map((family) => (
          <li key={family}>
            <span className="family-bar" data-family={family} /> {family}
          </li>
        ))}
      </ul>
    </Group>
  )
}

function MarkList({ label, marks }: { label: string; marks: readonly (readonly [Mark, string])[] }) {
  return (
    <ul className="legend-marks" aria-label={label}>
      {marks.map(([mark, words]) => (
        <li key={mark}>
          <Swatch mark={mark} /> {words}
        </li>
      ))}
    </ul>
  )
}
