import { useEffect, useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent } from 'react'
import { moveByKey } from './tree-rows.ts'
import type { TreeRow } from './tree-rows.ts'

interface FileTreeProps {
  rows: readonly TreeRow[]
  /** the file that is shown */
  shown: string | undefined
  onOpen: (row: TreeRow, open: boolean) => void
  onShow: (row: TreeRow) => void
  /** undefined: there is nothing yet to be dragged out */
  onDragOut: ((event: DragEvent) => void) | undefined
}

/** One row is in the tab order; arrows move it, Enter opens. */
export function FileTree({ rows, shown, onOpen, onShow, onDragOut }: FileTreeProps) {
  const [wanted, setWanted] = useState('')
  const tree = useRef<HTMLDivElement>(null)
  const isMoved = useRef(false)
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === wanted),
  )
  useEffect(() => {
    if (isMoved.current) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    isMoved.current = false
  }, [wanted])
  const enter = (row: TreeRow): void => {
    setWanted(row.path)
    if (row.node.kind === 'directory') onOpen(row, !row.open)
    else onShow(row)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const row = rows[at]
    const move = moveByKey(rows, at, event.key)
    if (!row || !(move || event.key === 'Enter')) return
    event.preventDefault()
    if (!move) return enter(row)
    if ('open' in move) return onOpen(row, move.open)
    isMoved.current = true
    setWanted(move.to.path)
  }
  return (
    <div className="file-tree" role="tree" aria-label="Files of debugfs" ref={tree} onKeyDown={onKeyDown}>
      {rows.map((row, index) => (
        <FileTreeRow
          key={row.path}
          row={row}
          shown={row.path === shown}
          inTabOrder={index === at}
          onEnter={enter}
          onDragOut={row.path === shown ? onDragOut : undefined}
        />
      ))}
    </div>
  )
}

interface FileTreeRowProps {
  row: TreeRow
  shown: boolean
  inTabOrder: boolean
  onEnter: (row: TreeRow) => void
  onDragOut: ((event: DragEvent) => void) | undefined
}

function FileTreeRow({ row, shown, inTabOrder, onEnter, onDragOut }: FileTreeRowProps) {
  const { node, level, open, place, of } = row
  const isDirectory = node.kind === 'directory'
  return (
    <div
      className="file-tree-row"
      role="treeitem"
      aria-level={level}
      aria-setsize={of}
      aria-posinset={place}
      aria-expanded={isDirectory ? open : undefined}
      aria-selected={shown}
      tabIndex={inTabOrder ? 0 : -1}
      style={{ paddingLeft: `${level * 14 - 6}px` }}
      draggable={onDragOut !== undefined}
      onDragStart={onDragOut}
      onClick={() => onEnter(row)}
    >
      <span className="file-tree-mark" aria-hidden="true">
        {isDirectory && <Chevron open={open} />}
      </span>
      {node.name}
      {isDirectory && <span aria-hidden="true">/</span>}
    </div>
  )
}

function Chevron({ open }: { open: boolean }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d={open ? 'M1.5 3.5L5 7l3.5-3.5' : 'M3.5 1.5L7 5 3.5 8.5'} />
    </svg>
  )
}
