/** To ops that are looked for: the nearest loss, of the same actor, on the selected page. */
import { changesPage, findOp, opKind } from '../../recording/op-kinds.ts'
import type { View } from '../view.ts'

export type Wanted = 'loss' | 'actor' | 'page'

/** Shows the nearest such op; stays where there is none. */
export async function moveTo({ session }: View, wanted: Wanted, by: 1 | -1): Promise<void> {
  const { run } = session.stepping
  if (!run) return
  const { position, log } = run.recording
  const found = findOp(log, position, by, testOf(session, wanted))
  if (found !== undefined) await session.stepping.seek(found)
}

function testOf({ stepping, store }: View['session'], wanted: Wanted): (op: number) => boolean {
  const { recording } = stepping.required
  const { log, position, image } = recording
  if (wanted === 'loss') return (op) => opKind(log, op) === 'loss'
  if (wanted === 'actor') {
    const seat = position > 0 ? log.seatOf(position) : undefined
    return (op) => seat === undefined || log.seatOf(op) === seat
  }
  const { selection } = store.getState()
  return selection ? changesPage(image, log, selection.cpu, selection.page) : () => false
}
