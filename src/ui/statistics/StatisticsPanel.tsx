import type { View } from '../view.ts'

/** Rates, bytes and stretches of time, per CPU. */
export function StatisticsPanel({ view }: { view: View }) {
  return <section aria-label="Statistics" data-cpus={view.session.store.getState().config.cpus} />
}
