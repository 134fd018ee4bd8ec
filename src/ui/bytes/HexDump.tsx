import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import type { MouseEvent } from 'react'
import type { PageEvent } from '../../ring/rfc/page-events.ts'
import type { View } from '../view.ts'
import { BYTES_PER_ROW, hexRow, offsetText } from './hex-rows.ts'
import type { HexCell } from './hex-rows.ts'
import type { ShownPage } from './use-page.ts'

const ROW_PX = 17

interface HexDumpProps {
  view: View
  page: ShownPage
  events: readonly PageEvent[]
  selected: PageEvent | undefined
  onSelect: (offset: number) => void
}

export function HexDump({ view, page, events, selected, onSelect }: HexDumpProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { types } = view.session
  const families = new Map(events.map(({ offset, type }) => [offset, types.get(type)?.family ?? ('other' as const)]))
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const rows = useVirtualizer({
    count: Math.ceil(page.bytes.length / BYTES_PER_ROW),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
  })
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const at = event.target instanceof HTMLElement ? Number(event.target.dataset['at'] ?? NaN) : NaN
    const hit = events.find(({ offset, length }) => at >= offset && at < offset + length)
    if (hit) onSelect(hit.offset)
  }
  return (
    <div className="hex-scroller" ref={scroller} tabIndex={0} role="group" aria-label="Bytes in hex" onClick={onClick}>
      <div className="hex-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const cells = hexRow({ bytes: page.bytes, parts: page.parts, selected, families }, index)
          return <HexRow key={index} cells={cells} offset={offsetText(index, page.parts.size)} top={start} />
        })}
      </div>
    </div>
  )
}

interface HexRowProps {
  cells: readonly HexCell[]
  offset: string
  top: number
}

const HexRow = memo(
  HexRowBody,
  (a, b) => a.top === b.top && a.offset === b.offset && signature(a.cells) === signature(b.cells),
)

function HexRowBody({ cells, offset, top }: HexRowProps) {
  return (
    <div className="hex-row" style={{ transform: `translateY(${top}px)` }}>
      <span className="hex-offset">{offset}</span>
      {cells.map(({ at, text, state, family, edges }) => (
        <span className="byte" key={at} data-at={at} data-state={state} data-edges={edges}>
          {text}
          {family && <span className="byte-bar" data-family={family} />}
        </span>
      ))}
    </div>
  )
}

function signature(cells: readonly HexCell[]): string {
  return cells.map(({ text, state, family, edges }) => `${text}${state}${family}${edges}`).join()
}
