import { useVirtualizer } from '@tanstack/react-virtual'
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef } from 'react'
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react'
import type { BytesModel } from './bytes-model.ts'
import type { DumpShape } from './dump-shape.ts'
import { movedTo } from './dump-keys.ts'
import { hexRow, offsetText } from './hex-rows.ts'
import type { HexInput } from './hex-rows.ts'
import { HexRow } from './HexRow.tsx'
import { fieldsOfItem } from './item-fields.ts'

interface HexDumpProps {
  model: BytesModel
  input: HexInput
  /** offset of the byte at which the keys act */
  at: number
  /** it is kept in view */
  reveal: boolean
  shape: DumpShape
}

/** rows that are in view at once, at most */
const ROWS_IN_VIEW = 16

/** A grid with one tab stop: the keys move over its bytes. */
export function HexDump({ model, input, at, reveal, shape }: HexDumpProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const { columns, rowPx } = shape
  const size = input.bytes.length
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const rows = useVirtualizer({
    count: Math.ceil(size / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 4,
  })
  const visible = rows.getVirtualItems()
  const row = Math.floor(at / columns)
  const isDrawn = visible.some(({ index }) => index === row)
  useEffect(() => rows.measure(), [rows, rowPx])
  useEffect(() => {
    if (reveal) revealRow(rows, row, rowPx)
  }, [rows, reveal, row, columns, rowPx])

  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const hit = event.target instanceof HTMLElement ? event.target.dataset['at'] : undefined
    if (hit !== undefined) model.moveTo(Number(hit))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.metaKey) return
    if (event.key === 'Enter') focusField(event)
    const { items, bytes, context } = input
    const fieldsOf = (item: (typeof items)[number]) => fieldsOfItem(item, bytes, context)
    const to = movedTo(event, { at, size, columns, rowsInView: ROWS_IN_VIEW, items, fieldsOf })
    if (to === undefined) return
    event.preventDefault()
    model.moveTo(to)
    revealRow(rows, Math.floor(to / columns), rowPx)
  }
  return (
    <div
      className="hex-scroller"
      ref={scroller}
      tabIndex={0}
      role="grid"
      aria-label="Bytes in hex"
      aria-rowcount={Math.ceil(size / columns)}
      aria-colcount={columns + 1}
      aria-activedescendant={isDrawn ? `${id}${at}` : undefined}
      style={styleOf(shape)}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className="hex-rows" role="presentation" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, start }) => (
          <HexRow
            key={index}
            id={id}
            index={index}
            cells={hexRow(input, index)}
            offset={offsetText(index * columns, size)}
            ascii={shape.ascii}
            top={start}
            cursor={row === index ? at : -1}
          />
        ))}
      </div>
    </div>
  )
}

/** By what the virtualizer has seen of its box: to ask the box itself would have the page laid out once more. */
function revealRow(rows: Virtualizer<HTMLDivElement, Element>, row: number, rowPx: number): void {
  const { scrollOffset, scrollRect, scrollElement } = rows
  if (!scrollElement || !scrollRect || scrollRect.height === 0) return
  const [top, from] = [row * rowPx, scrollOffset ?? 0]
  if (top < from) scrollElement.scrollTop = top
  else if (top + rowPx > from + scrollRect.height) scrollElement.scrollTop = top + rowPx - scrollRect.height
}

/** From a byte to its field in the table. */
function focusField(event: KeyboardEvent<HTMLElement>): void {
  const section = event.currentTarget.closest('.bytes')
  section?.querySelector<HTMLElement>('.fields-table button[tabindex="0"]')?.focus()
  event.preventDefault()
}

function styleOf({ bytePx, charPx, rowPx }: DumpShape): CSSProperties {
  return { '--byte': `${bytePx}px`, '--char': `${charPx}px`, '--row': `${rowPx}px` } as CSSProperties
}
