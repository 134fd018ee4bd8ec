import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { nameOfPage, sumOfParts, whenWords } from './page-words.ts'
import type { ShownPage } from './shown-page.ts'

/** Which page it is, what its bytes add up to, and from when they are. */
export function PageTitle({ view, shown }: { view: View; shown: ShownPage }) {
  const { store } = view.bytes
  const held = useStore(store, (state) => state.held)
  const isLatest = useStore(store, (state) => state.problem === undefined)
  const reading = useStore(store, (state) => state.reading)
  return (
    <>
      <div className="bytes-title">
        <h2>Page bytes</h2>
        <b>{nameOfPage(shown)}</b>
      </div>
      <p className="bytes-sum">
        {sumOfParts(shown.parts)}
        <span className="bytes-when" aria-busy={reading !== undefined}>
          {reading ? `reading ${nameOfPage(reading)} …` : whenWords(shown, held, isLatest)}
        </span>
      </p>
    </>
  )
}
