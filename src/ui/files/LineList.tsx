import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { FileLines } from './file-lines.ts'

const ROW_PX = 16

interface LineListProps {
  lines: FileLines
  label: string
  /** the line that is on top at first, unless the last ones leave room above */
  startAt?: number
}

/** Lines of any length, as many as there are. */
export function LineList({ lines, label, startAt = 0 }: LineListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const rows = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialOffset: startAt * ROW_PX,
    paddingStart: 4,
    paddingEnd: 8,
  })
  return (
    <div className="file-lines" ref={scroller} tabIndex={0} role="group" aria-label={label}>
      <div className="file-lines-all" style={{ height: rows.getTotalSize(), minWidth: `${lines.width}ch` }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div className="file-line" key={index} style={{ transform: `translateY(${start}px)` }}>
            {lines.line(index)}
          </div>
        ))}
      </div>
    </div>
  )
}
