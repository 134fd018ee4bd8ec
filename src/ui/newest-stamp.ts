import { eventsOnPage } from '../ring/rfc/page-events.ts'
import type { CapturedRing } from '../ring/capture.ts'
import { partsOfPage } from './rings/page-parts.ts'
import type { Session } from '../store/session.ts'

/** The newest stamp that the captures show, else the newest that was read. */
export function newestStamp(session: Session): number | undefined {
  const { cpus } = session.store.getState().config
  let newest: number | undefined
  for (let cpu = 0; cpu < cpus; cpu++) {
    const ring = session.captures.latest(cpu)?.live()
    const ts = ring && lastStamp(ring)
    if (ts !== undefined && ts > (newest ?? -1)) newest = ts
  }
  const row = session.log.row(session.log.length - 1)
  return newest ?? row?.ts
}

/** of the tail page, which is the newest; just after a page turn it may have none yet */
function lastStamp(ring: CapturedRing): number | undefined {
  const { pagesPerCpu, pageSize } = ring.layout
  const before = (ring.tailPage + pagesPerCpu - 1) % pagesPerCpu
  for (const page of [ring.tailPage, before]) {
    if (!(page >= 0 && page < pagesPerCpu) || ring.bytes.length < (page + 1) * pageSize) continue
    const last = eventsOnPage(ring.bytes, page * pageSize, partsOfPage(ring, page).committed).at(-1)
    if (last) return last.ts
  }
  return undefined
}
