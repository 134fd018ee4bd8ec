import { useStore } from 'zustand'
import { EventAt } from '../../ring/rfc/layout.ts'
import { EVENT_ALIGN_BYTES } from '../../ring/trace-buffer.ts'
import type { LoggedEvent } from '../../store/event-log.ts'
import { selectedRef } from '../../store/selection.ts'
import type { Selection } from '../../store/selection.ts'
import type { View } from '../view.ts'
import { FieldRows } from './FieldRows.tsx'
import { findLogged } from './find-logged.ts'
import { fieldsOfItem } from './item-fields.ts'
import type { FieldContext, FieldRow } from './item-fields.ts'
import { goneWords } from './page-words.ts'

/** The selected event whose place holds something else by now: what the log has of it. */
export function GoneEvent({ view, selection }: { view: View; selection: Selection }) {
  const { session, bytes: model } = view
  // it may be read, or go out of the log
  useStore(session.store, (state) => state.readout)
  const event = selectedRef(selection)
  const row = event && findLogged(session.log, event)
  return (
    <div className="fields fields-gone">
      <p role="status">{goneWords(row !== undefined)}</p>
      {row && (
        <>
          <div className="fields-title">
            <span className="fields-bar" data-family={session.types.get(row.type)?.family ?? 'other'} />
            <b>{session.types.nameOf(row.type)}</b>
            <span className="fields-words">from the list</span>
          </div>
          <FieldRows fields={fieldsOfLogged(row, model.contextOf(row.cpu))} isOld={false} />
        </>
      )}
    </div>
  )
}

/** Its bytes are put together again: header and body are all that lay there. */
function fieldsOfLogged({ body, ts, type, place }: LoggedEvent, context: FieldContext): FieldRow[] {
  const length = Math.ceil((EventAt.body + body.length) / EVENT_ALIGN_BYTES) * EVENT_ALIGN_BYTES
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(EventAt.counterLo, BigInt(ts), true)
  view.setInt16(EventAt.type, type, true)
  view.setInt16(EventAt.length, length, true)
  bytes.set(body, EventAt.body)
  const fields = fieldsOfItem({ kind: 'event', at: 0, end: length }, bytes, context)
  return fields.map((field) => ({ ...field, at: place.offset + field.at, end: place.offset + field.end }))
}
