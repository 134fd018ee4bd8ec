import type { LogRow } from '../../store/event-log.ts'
import { formatCount } from '../numbers.ts'

/** What is no event, short. */
export function rowWords(row: Exclude<LogRow, { kind: 'event' }>): string {
  switch (row.kind) {
    case 'lost':
      return `CPU ${row.cpu} lost ${formatCount(row.count)}`
    case 'unlisted':
      return `${formatCount(row.count)} read, not listed`
    case 'lap':
      return `lap ${row.lap + 1} of the trace begins`
  }
}
