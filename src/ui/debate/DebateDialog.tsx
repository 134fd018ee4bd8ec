import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { CARDS, cardOf } from '../../lessons/debate/cards.ts'
import type { Card } from '../../lessons/debate/card.ts'
import { Modal } from '../shell/Modal.tsx'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { DebateCard } from './DebateCard.tsx'
import { openDebate } from './open-debate.ts'
import './debate.css'

interface DebateDialogProps {
  view: View
  /** of the card that is shown; none: the first */
  id: string
  onClose: () => void
}

/** The disputed points of the review, one at a time. */
export function DebateDialog({ view, id, onClose }: DebateDialogProps) {
  const narrow = useMedia('(max-width: 719px)')
  const card = cardOf(id) ?? CARDS[0]
  if (!card) return null
  const choose = (next: Card): void => openDebate(view, next.id)
  const Chooser = narrow ? CardSelect : CardTabs
  return (
    <Modal className="debate" labelledBy="debate-title" onClose={onClose}>
      <header className="debate-head">
        <h2 id="debate-title">The debate</h2>
        <p>
          On 24 September 2008 Peter Zijlstra reviewed Steven Rostedt’s patch, and Steven answered: “Re: [RFC PATCH 1/3]
          Unified trace buffer”. What they did not agree on, word for word where it is quoted, and what became of it.
        </p>
      </header>
      <Chooser card={card} onChoose={choose} />
      <DebateCard key={card.id} view={view} card={card} onClose={onClose} />
    </Modal>
  )
}

interface ChooserProps {
  card: Card
  onChoose: (card: Card) => void
}

function CardTabs({ card, onChoose }: ChooserProps) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextCard(card, event.key)
    if (!next) return
    event.preventDefault()
    onChoose(next)
    list.current?.querySelector<HTMLElement>(`[data-card="${next.id}"]`)?.focus()
  }
  return (
    <div
      className="debate-list"
      role="tablist"
      aria-label="Disputed points"
      aria-orientation="vertical"
      ref={list}
      onKeyDown={onKeyDown}
    >
      {CARDS.map((each) => (
        <button
          type="button"
          key={each.id}
          role="tab"
          id={`debate-tab-${each.id}`}
          data-card={each.id}
          aria-selected={each === card}
          aria-controls={each === card ? 'debate-card' : undefined}
          tabIndex={each === card ? 0 : -1}
          onClick={() => onChoose(each)}
          {...(each === card && { 'data-autofocus': true })}
        >
          {each.title}
        </button>
      ))}
    </div>
  )
}

function nextCard(card: Card, key: string): Card | undefined {
  const at = CARDS.indexOf(card)
  const steps: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: -1 }
  const step = steps[key]
  return step === undefined ? undefined : CARDS.at(step % CARDS.length)
}

/** A phone has no room for a list beside the card. */
function CardSelect({ card, onChoose }: ChooserProps) {
  return (
    <label className="debate-select">
      <span>Disputed point</span>
      <select value={card.id} onChange={(event) => onChoose(cardOf(event.target.value) ?? card)} data-autofocus>
        {CARDS.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}
