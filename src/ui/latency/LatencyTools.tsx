import type { DelayMarks } from '../../trace-files/delay-marks.ts'
import { Choice } from '../Choice.tsx'
import { CopyButton } from '../files/CopyButton.tsx'
import type { FileLines } from '../files/file-lines.ts'
import type { FileCopy } from '../files/use-file.ts'

interface LatencyToolsProps {
  marks: DelayMarks
  onMarks: (marks: DelayMarks) => void
  onRefresh: () => void
  copy: FileCopy | undefined
  lines: FileLines | undefined
}

const SETS = [
  ['today', 'today'],
  ['2008', 'of 2008'],
] as const
const STREAMS = [
  ['merged', 'all CPUs'],
  ['cpu', 'the same CPU'],
] as const

/** Which delays are marked how, and ways to take the text along. */
export function LatencyTools({ marks, onMarks, onRefresh, copy, lines }: LatencyToolsProps) {
  return (
    <div className="file-tools">
      <Choice label="marks" value={marks.set} choices={SETS} onChange={(set) => onMarks({ ...marks, set })} />
      <Choice
        label="delay to the next entry of"
        value={marks.relativeTo}
        choices={STREAMS}
        onChange={(relativeTo) => onMarks({ ...marks, relativeTo })}
      />
      <button
        type="button"
        className="button button-small"
        title="Recording is off while the snapshot is read"
        onClick={onRefresh}
      >
        Refresh
      </button>
      {copy && lines && <CopyButton key={copy.url} lines={lines} />}
      {copy && (
        <a className="button button-small" href={copy.url} download="ringside-latency.txt">
          Download
        </a>
      )}
    </div>
  )
}
