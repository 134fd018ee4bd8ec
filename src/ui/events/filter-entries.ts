/** What the filter menus offer: what there is, and what is hidden although there is none of it now. */
import type { View } from '../view.ts'
import type { FilterEntry } from './FilterMenu.tsx'
import { countRows } from './row-counts.ts'

export function cpuEntries({ session, events }: View): FilterEntry<number>[] {
  const { byCpu } = countRows([events.rows.read.log, events.rows.unread.log])
  const { cpus } = session.store.getState().config
  const { hiddenCpus } = events.store.getState()
  const all = new Set([...Array.from({ length: cpus }, (_, cpu) => cpu), ...hiddenCpus])
  return [...all].toSorted((a, b) => a - b).map((cpu) => ({ key: cpu, name: `CPU ${cpu}`, count: byCpu.get(cpu) ?? 0 }))
}

/** Types that are registered and of which nothing is listed are left out: a machine has hundreds. */
export function typeEntries({ session, events }: View): FilterEntry<string>[] {
  const { byType } = countRows([events.rows.read.log, events.rows.unread.log])
  const counts = new Map<string, number>()
  for (const name of events.store.getState().hiddenTypes) counts.set(name, 0)
  for (const [id, count] of byType) {
    const name = session.types.nameOf(id)
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return [...counts].map(([name, count]) => ({ key: name, name, count })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
