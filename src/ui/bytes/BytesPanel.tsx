import type { View } from '../view.ts'
export function BytesPanel({ view }: { view: View }) {
  return (
    <section className="bytes" aria-label="Page bytes">
      {String(!view)}
    </section>
  )
}
