import { memo } from 'react'
import type { HexCell } from './hex-rows.ts'

interface HexRowProps {
  /** the cells' ids begin with it */
  id: string
  index: number
  cells: readonly HexCell[]
  offset: string
  ascii: boolean
  top: number
  /** offset of the byte at which the keys act, where it is of this row */
  cursor: number
}

/** Drawn anew only where something of it has changed: of a page that is sampled, most rows have not. */
export const HexRow = memo(HexRowBody, (a, b) => signature(a) === signature(b))

function HexRowBody({ id, index, cells, offset, ascii, top, cursor }: HexRowProps) {
  return (
    <div className="hex-row" role="row" aria-rowindex={index + 1} style={{ transform: `translateY(${top}px)` }}>
      <span className="hex-offset" role="rowheader">
        {offset}
      </span>
      {cells.map(({ at, text, state, family, edges, chosen, changed, name }) => (
        <span
          className="byte"
          role="gridcell"
          id={`${id}${at}`}
          key={at}
          aria-label={name}
          aria-selected={edges !== undefined}
          data-at={at}
          data-state={state}
          data-edges={edges}
          data-chosen={chosen}
          data-changed={changed}
          data-cursor={at === cursor}
        >
          {text}
          {family && <span className="byte-bar" data-family={family} />}
        </span>
      ))}
      {ascii && (
        <span className="hex-ascii" aria-hidden="true">
          {cells.map(({ at, char, state, chosen }) => (
            <span className="char" key={at} data-at={at} data-state={state} data-chosen={chosen}>
              {char}
            </span>
          ))}
        </span>
      )}
    </div>
  )
}

function signature({ id, cells, offset, ascii, top, cursor }: HexRowProps): string {
  const parts = cells.map(
    ({ text, state, family, edges, chosen, name }) => `${text}${state}${family}${edges}${chosen}${name}`,
  )
  return `${id} ${offset} ${ascii} ${top} ${cursor} ${parts.join()}`
}
