import { useEffect, useState } from 'react'
import { reveal } from '../shell/shell-store.ts'
import { Modal } from '../shell/Modal.tsx'
import { formatCount, formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'
import { CERTAINTIES, certaintyCounts, recoverRows } from './recover-rows.ts'
import type { RecoverRow } from './recover-rows.ts'
import './recover.css'

/** more rows than one reads; the API has all */
const MOST_ROWS = 400

type Found = Awaited<ReturnType<View['session']['recover']>>

/** The ring of a CPU whose thread is gone: what was committed, and what of the rest one can tell. */
export function RecoverDialog({ view, cpu, onClose }: { view: View; cpu: number; onClose: () => void }) {
  const { session } = view
  const [found, setFound] = useState<{ fromPages: Found; byWords: Found }>()
  useEffect(() => {
    const look = async (): Promise<void> =>
      setFound({ byWords: await session.recover(cpu, true), fromPages: await session.recover(cpu, false) })
    look().catch((error: unknown) => {
      session.report(error)
      onClose()
    })
  }, [session, cpu, onClose])
  return (
    <Modal className="recover" labelledBy="recover-title" onClose={onClose}>
      <h2 id="recover-title">What is left of CPU {cpu}</h2>
      <p>Its thread is gone, its ring is not. Nothing is read or changed here.</p>
      {found && <Sums {...found} />}
      {found && <Table view={view} cpu={cpu} rows={recoverRows(found.fromPages, found.byWords)} onClose={onClose} />}
      <p className="modal-buttons">
        <button type="button" className="button button-strong" onClick={onClose} data-autofocus>
          Close
        </button>
      </p>
    </Modal>
  )
}

function Sums({ fromPages, byWords }: { fromPages: Found; byWords: Found }) {
  const kinds = CERTAINTIES.filter(({ certainty }) => fromPages.some((each) => each.certainty === certainty))
  return (
    <dl className="recover-sums">
      <dt>By the words of the ring</dt>
      <dd>
        <b>{formatCount(byWords.length)}</b> committed and unread, exactly
      </dd>
      <dt>From the pages alone, as a crash dump has them</dt>
      <dd>
        <b>{certaintyCounts(fromPages)}</b>
        {kinds.map(({ certainty, word, why }) => (
          <span key={certainty}>
            {word}: {why}
          </span>
        ))}
      </dd>
    </dl>
  )
}

interface TableProps {
  view: View
  cpu: number
  rows: readonly RecoverRow[]
  onClose: () => void
}

function Table({ view, cpu, rows, onClose }: TableProps) {
  if (rows.length === 0) return null
  return (
    <div className="recover-scroller" tabIndex={0} role="group" aria-label="Recovered events">
      <table>
        <thead>
          <tr>
            <th scope="col">page</th>
            <th scope="col">offset</th>
            <th scope="col">stamp</th>
            <th scope="col">event</th>
            <th scope="col">by the pages</th>
            <th scope="col">by the words</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <Row key={`${row.found.page} ${row.found.offset}`} view={view} cpu={cpu} row={row} onClose={onClose} />
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <p>
          and {formatCount(rows.length - MOST_ROWS)} more: <code>ringside.recover({cpu})</code> gives all
        </p>
      )}
    </div>
  )
}

function Row({ view, cpu, row: { found, isUnread }, onClose }: Omit<TableProps, 'rows'> & { row: RecoverRow }) {
  const { session, shell } = view
  const { page, offset, certainty, event, body } = found
  const counts = session.store.getState().config.clock === 'counter'
  const show = (): void => {
    session.store.setState({ selection: { cpu, page, snapshot: false } })
    onClose()
    reveal(shell, 'Bytes')
  }
  return (
    <tr data-certainty={certainty}>
      <td>
        <button type="button" className="recover-page" aria-label={`Show page ${page}`} onClick={show}>
          {page}
        </button>
      </td>
      <td>{offset}</td>
      <td>{event && formatStamp(event.ts, counts)}</td>
      <td className="recover-event">{event && eventText(view, event.type >>> 0, body)}</td>
      <td>{CERTAINTIES.find((each) => each.certainty === certainty)?.word}</td>
      <td>{isUnread ? 'unread' : '–'}</td>
    </tr>
  )
}

/** The text of an unregistered type says its name itself. */
function eventText({ session: { types } }: View, type: number, body: Uint8Array): string {
  const [name, text] = [types.nameOf(type), types.format(type, types.trim(type, body))]
  return text.startsWith(name) ? text : `${name}: ${text}`
}
