/** The accessible name of a page's cell (contract 3). */
import type { PageState } from '../../ring/trace-buffer.ts'

export interface NamedPage {
  readonly cpu: number
  readonly snapshot: boolean
  readonly state: PageState
  readonly pageSize: number
  readonly head: boolean
  readonly tail: boolean
  /** events lost when the page was overwritten just now */
  readonly lost: number
}

export function namePage({ cpu, snapshot, state, pageSize, head, tail, lost }: NamedPage): string {
  const { page, committedBytes, consumedBytes, paddingBytes, reservedBytes, unread } = state
  const free = committedBytes + paddingBytes + reservedBytes === 0
  const words = [
    `CPU ${cpu}${snapshot ? ' snapshot' : ''} page ${page}`,
    head && 'head',
    tail && 'tail',
    free && 'free',
    committedBytes > 0 && consumedBytes >= committedBytes && 'consumed',
    reservedBytes > 0 && 'being written',
    lost > 0 && 'overwritten',
    lost > 0 && `${countOf(lost, 'event')} lost`,
    unread > 0 && countOf(unread, 'unread event'),
    !free && `${committedBytes} of ${pageSize} bytes`,
  ]
  return words.filter((word) => word !== false).join(', ')
}

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
