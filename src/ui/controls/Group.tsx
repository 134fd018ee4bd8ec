import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { readStored, writeStored } from '../shell/stored.ts'

interface GroupProps {
  /** words with hyphens: under which the browser remembers whether it is open */
  id: string
  title: string
  /** what is seen of it while it is closed */
  summary?: ReactNode
  /** until somebody opens or closes it */
  startsOpen?: boolean
  children: ReactNode
}

/** Settings under a heading that opens and closes them. */
export function Group({ id, title, summary, startsOpen = true, children }: GroupProps) {
  const titleId = useId()
  const [open, setOpen] = useState(() => (readStored(`controls-${id}`) ?? (startsOpen ? 'open' : 'closed')) === 'open')
  const show = (next: boolean): void => {
    setOpen(next)
    writeStored(`controls-${id}`, next ? 'open' : 'closed')
  }
  return (
    <section className="control-group" aria-labelledby={titleId}>
      <h3>
        <button
          type="button"
          className="control-group-button"
          id={titleId}
          aria-expanded={open}
          onClick={() => show(!open)}
        >
          {title}
        </button>
        {!open && <span className="control-group-summary">{summary}</span>}
      </h3>
      {open && children}
    </section>
  )
}
