import { memo } from 'react'

interface PageCellProps {
  name: string
  box: { left: number; top: number; width: number; height: number }
  colIndex: number
  selected: boolean
  focusable: boolean
  onFocus: () => void
}

function PageCellBody({ name, box, colIndex, selected, focusable, onFocus }: PageCellProps) {
  return (
    <div
      className="page-cell"
      role="gridcell"
      aria-label={name}
      aria-colindex={colIndex}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      style={box}
      onFocus={onFocus}
    />
  )
}

/** boxes and handlers are made anew with every readout, what they say seldom changes */
export const PageCell = memo(
  PageCellBody,
  (a, b) =>
    a.name === b.name &&
    a.selected === b.selected &&
    a.focusable === b.focusable &&
    a.box.left === b.box.left &&
    a.box.top === b.box.top &&
    a.box.width === b.box.width &&
    a.box.height === b.box.height,
)
