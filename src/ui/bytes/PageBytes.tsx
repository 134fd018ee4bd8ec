import { useRef } from 'react'
import { useStore } from 'zustand'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { chosenOn } from './chosen.ts'
import { dumpShape } from './dump-shape.ts'
import { FieldsTable } from './FieldsTable.tsx'
import { GoneEvent } from './GoneEvent.tsx'
import { HexDump } from './HexDump.tsx'
import { fieldAt, fieldsOfItem } from './item-fields.ts'
import { itemAt } from './page-items.ts'
import { PagePicker } from './PagePicker.tsx'
import { PageTitle } from './PageTitle.tsx'
import type { ShownPage } from './shown-page.ts'
import { useHoverLink } from './use-hover-link.ts'

interface PageBytesProps {
  view: View
  shown: ShownPage
  widthPx: number
}

/** The page in hex, what is at the cursor, and its fields. */
export function PageBytes({ view, shown, widthPx }: PageBytesProps) {
  const { session, bytes: model } = view
  const box = useRef<HTMLDivElement>(null)
  const selection = useStore(session.store, (state) => state.selection)
  const { cursor, follow, ascii } = useStore(model.store)
  const touched = useMedia('(pointer: coarse), (max-width: 719px)')
  const shape = dumpShape(widthPx, ascii, touched)
  const changed = model.changedOn(shown)
  const chosen = chosenOn(shown, { selection, cursor, follow, changedAt: changed[0]?.at })
  const { item } = chosen
  const context = model.contextOf(shown.cpu)
  const fields = item ? fieldsOfItem(item, shown.bytes, context) : []
  const field = chosen.byByte ? fieldAt(fields, chosen.at) : undefined
  const link = useHoverLink(box, (at) => {
    const under = itemAt(shown.items, at)
    return under === item ? fieldAt(fields, at) : under
  })
  // a page that one has chosen is not scrolled by what happens on it
  const reveal = selection === undefined || selection.event !== undefined || chosen.byByte
  const input = { bytes: shown.bytes, items: shown.items, columns: shape.columns, item, field, context, changed }
  return (
    <>
      <PageTitle view={view} shown={shown} />
      <PagePicker view={view} shown={shown} showsAscii={shape.ascii} />
      <div className="bytes-link" ref={box} {...link}>
        <HexDump model={model} input={input} at={chosen.at} reveal={reveal} shape={shape} />
        {chosen.gone && selection ? (
          <GoneEvent view={view} selection={selection} />
        ) : (
          item && <FieldsTable model={model} shown={shown} item={item} fields={fields} field={field} />
        )}
      </div>
    </>
  )
}
