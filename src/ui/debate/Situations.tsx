import { useState } from 'react'
import { useStore } from 'zustand'
import type { Card } from '../../lessons/debate/card.ts'
import type { Situation } from '../../lessons/debate/situation.ts'
import { TermText } from '../glossary/TermText.tsx'
import type { View } from '../view.ts'
import { setUp } from './set-up.ts'

/** What can be seen of a point here: each situation with a button that brings it about. */
export function Situations({ view, card }: { view: View; card: Card }) {
  const [settingUp, setSettingUp] = useState(false)
  const [problem, setProblem] = useState('')
  const canStep = useStore(view.session.store, (state) => state.capabilities.stepping)
  const onSetUp = async (at: number): Promise<void> => {
    setSettingUp(true)
    setProblem('')
    try {
      await setUp(view, card, at)
    } catch (error) {
      setProblem(`It could not be set up. ${error instanceof Error ? error.message : ''}`)
      setSettingUp(false)
    }
  }
  return (
    <section>
      <h4>See it here</h4>
      {card.situations.map((situation, at) => (
        <SituationOf
          key={situation.name}
          view={view}
          situation={situation}
          can={!settingUp && (canStep || situation.acts === undefined)}
          onSetUp={() => void onSetUp(at)}
        />
      ))}
      {!canStep && card.situations.some(({ acts }) => acts !== undefined) && (
        <p>Some of these hold a thread in the middle of a write. That needs shared memory, which this page has not.</p>
      )}
      <p className="debate-told" role="status">
        {settingUp ? 'Setting up …' : problem}
      </p>
    </section>
  )
}

interface SituationOfProps {
  view: View
  situation: Situation
  can: boolean
  onSetUp: () => void
}

function SituationOf({ view, situation: { name, look }, can, onSetUp }: SituationOfProps) {
  return (
    <div className="debate-situation">
      <h5>{name}</h5>
      <button
        type="button"
        className="button button-strong"
        aria-label={`Set up this situation: ${name}`}
        disabled={!can}
        onClick={onSetUp}
      >
        Set up this situation
      </button>
      <ol>
        {look.map((sentence) => (
          <li key={sentence}>
            <TermText view={view} text={sentence} />
          </li>
        ))}
      </ol>
    </div>
  )
}
