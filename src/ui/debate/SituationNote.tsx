import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { cardOf } from '../../lessons/debate/cards.ts'
import type { Situation } from '../../lessons/debate/situation.ts'
import type { MachineState } from '../../machine/machine-state.ts'
import { TermText } from '../glossary/TermText.tsx'
import { CrossIcon } from '../icons.tsx'
import { formatCount } from '../numbers.ts'
import type { ShownSituation } from '../shell/shell-store.ts'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { leaveSituation } from './debate-commands.ts'
import { openDebate } from './open-debate.ts'
import './situation.css'

/** What a situation is about and where to look, beside what is looked at; the numbers are of the machine as it is now. */
export function SituationNote({ view, shown }: { view: View; shown: ShownSituation }) {
  const narrow = useMedia('(max-width: 719px)')
  const card = cardOf(shown.card)
  const situation = card?.situations[shown.at]
  const dismiss = (): void => view.shell.setState({ situation: undefined })
  if (!card || !situation) return null
  return (
    <aside className="situation" aria-label="The debate: what to look at">
      <details open={!narrow}>
        <summary>
          <b>{card.title}</b> <span className="situation-name">{situation.name}</span>
        </summary>
        <ol>
          {situation.look.map((sentence) => (
            <li key={sentence}>
              <TermText view={view} text={sentence} />
            </li>
          ))}
        </ol>
      </details>
      <Told view={view} situation={situation} />
      <p className="situation-buttons">
        <button type="button" className="button button-small" onClick={() => openDebate(view, card.id)}>
          Who argued what
        </button>
        {shown.goBack && (
          <button
            type="button"
            className="button button-small"
            onClick={() => void leaveSituation(view).catch(() => undefined)}
          >
            Back to before
          </button>
        )}
        <button type="button" className="button-bare" aria-label="Dismiss: what to look at" onClick={dismiss}>
          <CrossIcon />
        </button>
      </p>
    </aside>
  )
}

/** Read with each readout: a few times a second while it runs, and after every step. */
function Told({ view, situation }: { view: View; situation: Situation }) {
  const readout = useStore(view.session.store, (state) => state.readout)
  const [state, setState] = useState<MachineState>()
  useEffect(() => {
    let wanted = true
    const look = async (): Promise<void> => {
      const now = await view.session.state(true)
      if (wanted) setState(now)
    }
    look().catch(() => undefined) // without a machine there is nothing to tell
    return () => {
      wanted = false
    }
  }, [view, readout])
  return <p className="situation-told">{state && wordsOf(situation, state)}</p>
}

function wordsOf({ shows, tells, acts, liveActs }: Situation, state: MachineState): string {
  if (shows(state)) return tells(state).replaceAll(/\d+/g, (digits) => formatCount(Number(digits)))
  return (acts ?? liveActs) ? 'The machine has gone on from there.' : 'Not yet: it takes a moment to come about.'
}
