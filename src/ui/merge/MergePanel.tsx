import type { View } from '../view.ts'

/** Which CPU's event is next, and why. */
export function MergePanel({ view }: { view: View }) {
  return <section aria-label="Merge" data-cpus={view.session.store.getState().config.cpus} />
}
