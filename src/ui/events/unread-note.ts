import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'

/** The line between what was read and what is unread: how much there is, and why it is not listed where it is not. */
export function noteWords({ session, events: { unread }, whole }: View): string {
  const { readout, running } = session.store.getState()
  const count = readout?.ledger.buffered ?? 0
  const unreadEvents = `unread, in the rings: ${formatCount(count)} event${count === 1 ? '' : 's'}`
  if (running) return unreadEvents
  if (!unread.lacksBytes) return unreadEvents
  return `${unreadEvents}; ${whole.areTooLarge ? 'rings this large are listed in Files, as text' : 'the rings are being copied …'}`
}
