import type { View } from '../view.ts'
export function EventsPanel({ view }: { view: View }) {
  return (
    <section className="events" aria-label="Events">
      {String(!view)}
    </section>
  )
}
