import { useState } from 'react'
import type { Card, Settlement, Side } from '../../lessons/debate/card.ts'
import { TermText } from '../glossary/TermText.tsx'
import type { View } from '../view.ts'
import { ArithmeticTable } from './ArithmeticTable.tsx'
import { linkTo } from './open-debate.ts'
import { Situations } from './Situations.tsx'

interface DebateCardProps {
  view: View
  card: Card
  onClose: () => void
}

/** Who argued what, what the code does, how it was settled, and what one can see of it here. */
export function DebateCard({ view, card, onClose }: DebateCardProps) {
  const { sides, code, settled, notBuilt, arithmetic } = card
  return (
    <div className="debate-card" role="tabpanel" id="debate-card" aria-labelledby="debate-card-title" tabIndex={0}>
      <h3 id="debate-card-title">{card.title}</h3>
      <p className="debate-question">
        <TermText view={view} text={card.question} />
      </p>
      <div className="debate-sides">
        {sides.map((side) => (
          <SideOf key={side.who} view={view} side={side} />
        ))}
      </div>
      {code !== undefined && (
        <section>
          <h4>What the patch does</h4>
          <p>
            <TermText view={view} text={code} />
          </p>
        </section>
      )}
      <section>
        <h4>How mainline settled it</h4>
        <dl className="debate-settled">
          {settled.map(({ when, what }) => (
            <div key={when}>
              <dt>{WHEN[when]}</dt>
              <dd>
                <TermText view={view} text={what} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <Situations view={view} card={card} />
      {notBuilt !== undefined && (
        <section>
          <h4>{arithmetic ? 'Not built here: the arithmetic' : 'Not built here'}</h4>
          <p>
            <TermText view={view} text={notBuilt} />
          </p>
          {arithmetic && <ArithmeticTable view={view} arithmetic={arithmetic} />}
        </section>
      )}
      <CardButtons card={card} onClose={onClose} />
    </div>
  )
}

const ROLES: Record<Side['who'], string> = {
  'Peter Zijlstra': 'reviewed the patch',
  'Steven Rostedt': 'wrote the patch',
}

const WHEN: Record<Settlement['when'], string> = {
  'second version': 'Second version of the patch',
  'first in mainline': 'First version in mainline',
  later: 'Later',
  'Linux 6.12': 'Linux 6.12',
}

function SideOf({ view, side: { who, position, quotes } }: { view: View; side: Side }) {
  return (
    <section className="debate-side" aria-label={who}>
      <h4>
        {who} <span>{ROLES[who]}</span>
      </h4>
      <p>
        <TermText view={view} text={position} />
      </p>
      {quotes.map((quote) => (
        <blockquote key={quote}>{quote}</blockquote>
      ))}
    </section>
  )
}

function CardButtons({ card, onClose }: { card: Card; onClose: () => void }) {
  const [told, setTold] = useState('')
  const copy = async (): Promise<void> => {
    const link = linkTo(card, location.href)
    try {
      await navigator.clipboard.writeText(link)
      setTold('Copied.')
    } catch {
      setTold(`The clipboard is closed to this page. The link is ${link}`)
    }
  }
  return (
    <footer>
      <p className="modal-buttons">
        <button type="button" className="button" onClick={() => void copy()}>
          Copy a link to this point
        </button>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </p>
      <p className="debate-told" role="status">
        {told}
      </p>
    </footer>
  )
}
