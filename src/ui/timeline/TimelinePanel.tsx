import type { View } from '../view.ts'
export function TimelinePanel({ view }: { view: View; narrow: boolean }) {
  return (
    <section className="timeline" aria-label="Timeline">
      {String(!view)}
    </section>
  )
}
