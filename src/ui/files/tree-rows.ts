/** The open part of a tree as rows, and where a key goes from a row. */
import type { DebugfsDirectory, DebugfsNode } from '../../store/ring-tree.ts'

export interface TreeRow {
  /** names with slashes between them */
  readonly path: string
  readonly node: DebugfsNode
  /** from 1 */
  readonly level: number
  readonly open: boolean
  /** of the rows with the same parent: place from 1, and how many */
  readonly place: number
  readonly of: number
}

/** @param open paths of the open directories */
export function treeRows(root: DebugfsDirectory, open: ReadonlySet<string>, parent = '', level = 1): TreeRow[] {
  return root.entries.flatMap((node, index) => {
    const path = parent === '' ? node.name : `${parent}/${node.name}`
    const isOpen = open.has(path)
    const row = { path, node, level, open: isOpen, place: index + 1, of: root.entries.length }
    return node.kind === 'directory' && isOpen ? [row, ...treeRows(node, open, path, level + 1)] : [row]
  })
}

/** What a key does on a row: goes to another, or opens or closes it. */
export type TreeMove = { readonly to: TreeRow } | { readonly open: boolean } | undefined

export function moveByKey(rows: readonly TreeRow[], at: number, key: string): TreeMove {
  const row = rows[at]
  if (!row) return undefined
  const isDirectory = row.node.kind === 'directory'
  switch (key) {
    case 'ArrowUp':
      return goTo(rows[at - 1])
    case 'ArrowDown':
      return goTo(rows[at + 1])
    case 'Home':
      return goTo(rows[0])
    case 'End':
      return goTo(rows.at(-1))
    case 'ArrowRight':
      if (!isDirectory) return undefined
      return row.open ? goTo(childOf(rows, at)) : { open: true }
    case 'ArrowLeft':
      if (isDirectory && row.open) return { open: false }
      return goTo(rows.find(({ path }) => path === row.path.slice(0, row.path.lastIndexOf('/'))))
    default:
      return undefined
  }
}

function childOf(rows: readonly TreeRow[], at: number): TreeRow | undefined {
  const next = rows[at + 1]
  return next && next.level > (rows[at]?.level ?? 0) ? next : undefined
}

function goTo(row: TreeRow | undefined): TreeMove {
  return row && { to: row }
}
