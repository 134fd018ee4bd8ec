import { useState } from 'react'
import { useStore } from 'zustand'
import type { PageEvent } from '../../ring/rfc/page-events.ts'
import type { View } from '../view.ts'
import { FieldsTable } from './FieldsTable.tsx'
import { HexDump } from './HexDump.tsx'
import { pageEvents, sumOfParts } from './page-model.ts'
import { usePage } from './use-page.ts'
import type { ShownPage } from './use-page.ts'
import { WordsTable } from './WordsTable.tsx'
import './bytes.css'

/** Hex, fields and words: the same page three ways. */
export function BytesPanel({ view }: { view: View }) {
  const page = usePage(view)
  return (
    <section className="bytes" aria-label="Page bytes" data-keys="bytes">
      {page ? <PageBytes view={view} page={page} /> : <p className="bytes-none">No page yet.</p>}
      <WordsTable view={view} />
    </section>
  )
}

function PageBytes({ view, page }: { view: View; page: ShownPage }) {
  const { store } = view.session
  const [offset, setOffset] = useState<number>()
  const chosen = useStore(store, (state) => state.selection)
  const events = pageEvents(page.bytes, page.parts)
  const event = chooseEvent(events, offset, page)
  return (
    <>
      <div className="bytes-title">
        <h2>Page bytes</h2>
        <b>{nameOf(page)}</b>
        {chosen && (
          <button type="button" className="button-text" onClick={() => store.setState({ selection: undefined })}>
            follow the head
          </button>
        )}
      </div>
      <p className="bytes-sum">{sumOfParts(page.parts)}</p>
      {page.bytes.length === 0 ? (
        <p className="bytes-none">Reading the page …</p>
      ) : (
        <HexDump view={view} page={page} events={events} selected={event} onSelect={setOffset} />
      )}
      <FieldsTable view={view} page={page} events={events} event={event} onSelect={setOffset} />
    </>
  )
}

/** The one that was picked while it lies there, else the one at the head, else the first. */
function chooseEvent(events: readonly PageEvent[], offset: number | undefined, page: ShownPage): PageEvent | undefined {
  return (
    events.find((event) => event.offset === offset) ??
    events.find((event) => event.offset >= page.parts.consumed) ??
    events[0]
  )
}

function nameOf({ cpu, page, snapshot, head, tail }: ShownPage): string {
  return [`CPU ${cpu}${snapshot ? ' snapshot' : ''} page ${page}`, head && 'head', tail && 'tail']
    .filter((word) => word !== false)
    .join(', ')
}
