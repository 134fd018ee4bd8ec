import { useEffect, useState } from 'react'
import { SUMMARY_MS, summarize } from './live-summary.ts'
import type { Told } from './live-summary.ts'
import type { View } from './view.ts'

/** The page's one polite live region. */
export function LiveSummary({ view }: { view: View }) {
  const [text, setText] = useState('')
  const { store } = view.session
  useEffect(() => {
    let told: Told | undefined
    const tell = (): void => {
      const { readout, running } = store.getState()
      const summary = readout && summarize(readout, running, told)
      if (!readout || summary === undefined) return
      told = { running, lost: readout.ledger.overrun + readout.ledger.refused.full }
      setText(summary)
    }
    const timer = setInterval(tell, SUMMARY_MS)
    return () => clearInterval(timer)
  }, [store])
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  )
}
