import { useState } from 'react'
import { findEntries, GLOSSARY } from '../../lessons/glossary.ts'
import type { GlossaryEntry } from '../../lessons/glossary.ts'
import { Modal } from '../shell/Modal.tsx'
import { RichText } from './RichText.tsx'
import './glossary.css'

interface GlossaryDialogProps {
  /** what is looked for at first; empty: all entries are shown */
  name: string
  onClose: () => void
}

/** All terms, found by their names and words. */
export function GlossaryDialog({ name, onClose }: GlossaryDialogProps) {
  const [typed, setTyped] = useState(name)
  const found = findEntries(typed)
  return (
    <Modal className="glossary" labelledBy="glossary-title" onClose={onClose}>
      <h2 id="glossary-title">Glossary</h2>
      <label className="glossary-search">
        <span>Find a term</span>
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
          data-autofocus
        />
      </label>
      <p className="glossary-count" role="status">
        {found.length === 0 ? 'No entry has these words.' : `${found.length} of ${GLOSSARY.length} entries`}
      </p>
      <div className="glossary-scroller" tabIndex={0} role="group" aria-label="Entries" key={typed}>
        <dl>
          {found.map((entry) => (
            <Entry key={entry.name} entry={entry} onTerm={setTyped} />
          ))}
        </dl>
      </div>
      <p className="modal-buttons">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Modal>
  )
}

function Entry({ entry, onTerm }: { entry: GlossaryEntry; onTerm: (name: string) => void }) {
  const { name, also, text } = entry
  return (
    <div className="glossary-entry">
      <dt>
        {name} {also && <span className="glossary-also">{also.join(', ')}</span>}
      </dt>
      <dd>
        <RichText
          text={text}
          term={(words, term) => (
            <button type="button" className="term" onClick={() => onTerm(term)}>
              {words}
            </button>
          )}
        />
      </dd>
    </div>
  )
}
