import { useMemo, useState } from 'react'
import type { DragEvent } from 'react'
import { formatBytes } from '../numbers.ts'
import { CopyButton } from './CopyButton.tsx'
import { catLines, downloadName, hexLines } from './file-lines.ts'
import { LineList } from './LineList.tsx'
import type { TreeRow } from './tree-rows.ts'
import { SHOWN_BYTES } from './use-file.ts'
import type { FileState } from './use-file.ts'

interface FileViewProps {
  row: TreeRow
  state: FileState
  onRefresh: () => void
  onCancel: () => void
  onDragOut: ((event: DragEvent) => void) | undefined
}

/** A file by cat or by hex, and ways to take it along. */
export function FileView({ row, state, onRefresh, onCancel, onDragOut }: FileViewProps) {
  const { copy, share, failed } = state
  const binary = row.node.kind === 'binary'
  const [wantsHex, setWantsHex] = useState(false)
  const hex = binary || wantsHex
  const head = copy?.head
  const lines = useMemo(() => head && (hex ? hexLines(head) : catLines(head)), [head, hex])
  return (
    <div className="file-view">
      <div className="file-head">
        <b className="file-path">{row.path}</b>
        <span className="file-size" title={copy && `${copy.blob.size} bytes`}>
          {copy && formatBytes(copy.blob.size)}
        </span>
        <div className="file-tools">
          <div className="file-ways" role="group" aria-label="Show as">
            <button type="button" aria-pressed={!hex} disabled={binary} onClick={() => setWantsHex(false)}>
              cat
            </button>
            <button type="button" aria-pressed={hex} onClick={() => setWantsHex(true)}>
              hex
            </button>
          </div>
          <button type="button" className="button button-small" onClick={onRefresh}>
            Refresh
          </button>
          {copy && lines && <CopyButton key={`${copy.url} ${hex}`} lines={lines} />}
          {copy && (
            <a
              className="button button-small"
              href={copy.url}
              download={downloadName(row.path, binary)}
              title="Download, or drag it out of the page"
              onDragStart={onDragOut}
            >
              Download
            </a>
          )}
        </div>
      </div>
      {copy && copy.blob.size > SHOWN_BYTES && (
        <p className="file-note">The first {formatBytes(SHOWN_BYTES)}; the download has all of it.</p>
      )}
      {share !== undefined && <Reading share={share} onCancel={onCancel} />}
      {failed !== undefined && <p className="file-note file-failed">{failed}</p>}
      {lines?.count === 0 && <p className="file-note">The file is empty.</p>}
      {lines && lines.count > 0 && (
        <LineList key={row.path} lines={lines} label={`${row.path} as ${hex ? 'hex' : 'text'}`} />
      )}
    </div>
  )
}

function Reading({ share, onCancel }: { share: number; onCancel: () => void }) {
  return (
    <p className="file-note">
      Reading … {share > 0 && `${Math.floor(100 * share)} %`}{' '}
      <button type="button" className="button-text" onClick={onCancel}>
        cancel
      </button>
    </p>
  )
}
