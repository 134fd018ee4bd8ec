/** What the bytes and the words of a page say of each other. */
import { checkSteady, STEADY_TYPE } from '../events/steady-event.ts'
import type { CapturedPage } from '../ring/capture.ts'
import { EventAt } from '../ring/rfc/layout.ts'
import { EVENT_ALIGN_BYTES, EVENT_HEADER_BYTES } from '../ring/trace-buffer.ts'
import { ALWAYS, eachRing, place, worst } from './invariant.ts'
import type { CpuInvariant } from './invariant.ts'
import type { RingMoment } from './moment.ts'

const WALKED = 'always; rings up to 64 KiB'

export const PAGE_INVARIANTS: readonly CpuInvariant[] = [
  {
    id: 'page-bytes',
    title: 'Committed, padding and reserved bytes fit the page, and no more is consumed than was committed',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: eachPage((page, { ring }) => {
      const { committedBytes, paddingBytes, reservedBytes, consumedBytes } = page
      const used = committedBytes + paddingBytes + reservedBytes
      const { pageSize } = ring.layout
      if (used > pageSize)
        return `committed ${committedBytes}, padding ${paddingBytes} and reserved ${reservedBytes} are ${used} of ${pageSize} bytes`
      if (consumedBytes > committedBytes) return `consumed ${consumedBytes} of ${committedBytes} committed bytes`
      const odd = Object.entries({ committedBytes, paddingBytes, reservedBytes, consumedBytes }).find(
        ([, bytes]) => !(bytes >= 0 && bytes % EVENT_ALIGN_BYTES === 0),
      )
      return odd && `${odd[0]} is ${odd[1]}`
    }),
  },
  {
    id: 'events-tile',
    title: 'Events lie one behind the other up to what is committed, and none crosses a page',
    holdsWhen: WALKED,
    of: 'cpu',
    check: eachPage((page, ring) => {
      const events = ring.eventsOf(page)
      if (!events) return 'not-now'
      const last = events.at(-1)
      const end = last ? last.offset + last.length : 0
      const odd = events.find(({ length }) => length % EVENT_ALIGN_BYTES !== 0)
      if (odd) return `the event at offset ${odd.offset} says it is ${odd.length} bytes long`
      if (end === page.committedBytes) return undefined
      return `${events.length} events end at offset ${end}, committed is ${page.committedBytes}`
    }),
  },
  {
    id: 'padding-last',
    title: 'Padding stands only at the end of a page, and nothing follows it',
    holdsWhen: WALKED,
    of: 'cpu',
    check: eachPage((page, { ring }) => {
      const { committedBytes, paddingBytes } = page
      if (paddingBytes === 0) return undefined
      if (committedBytes + paddingBytes !== ring.layout.pageSize)
        return `${paddingBytes} bytes of padding begin at offset ${committedBytes} and end before the page does`
      if (ring.bytes.length === 0) return 'not-now'
      return paddingBytes < EVENT_HEADER_BYTES ? undefined : noNullEvent(page, ring)
    }),
  },
  {
    id: 'one-reservation',
    title: 'A reservation is open on the tail page alone, and only under the lock',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: (cpu) =>
      eachPage(({ page, reservedBytes }, { ring, name }) => {
        if (reservedBytes === 0) return undefined
        if (name !== 'ring' || page !== ring.tailPage)
          return `${reservedBytes} bytes are reserved, and the tail page is ${ring.tailPage}`
        return cpu.lockHolder === cpu.cpu
          ? undefined
          : `${reservedBytes} bytes are reserved, and CPU ${cpu.cpu} holds no lock`
      })(cpu),
  },
  {
    id: 'steady-whole',
    title: 'No event in a ring is torn: each steady body hashes to its checksum',
    holdsWhen: 'the workload is steady, and nobody writes events of its type by hand; rings up to 64 KiB',
    of: 'cpu',
    check: (cpu) => (cpu.moment.conditions.steady ? eachPage((page, ring) => tornOn(page, ring))(cpu) : 'not-now'),
  },
]

/** Of every page of both rings. */
function eachPage(check: (page: CapturedPage, ring: RingMoment) => string | undefined | 'not-now') {
  return eachRing((ring) => {
    const verdicts = ring.pages.map((page) => {
      const found = check(page, ring)
      return found === undefined ? 'holds' : found === 'not-now' ? found : { witness: `page ${page.page}: ${found}` }
    })
    const verdict = worst(verdicts)
    if (verdict === 'holds') return undefined
    return verdict === 'not-now' ? verdict : verdict.witness
  })
}

function noNullEvent(
  { page, committedBytes, paddingBytes }: CapturedPage,
  ring: RingMoment['ring'],
): string | undefined {
  const { bytes, layout } = ring
  const view = new DataView(bytes.buffer, bytes.byteOffset + page * layout.pageSize, layout.pageSize)
  const at = committedBytes
  const type = view.getInt16(at + EventAt.type, true)
  const length = view.getInt16(at + EventAt.length, true)
  if (view.getBigUint64(at, true) === 0n && type === 0 && length === paddingBytes) return undefined
  return `padding of ${paddingBytes} bytes at offset ${at}, and the event there is of type ${type} and ${length} bytes long`
}

function tornOn(page: CapturedPage, ring: RingMoment): string | undefined | 'not-now' {
  const events = ring.eventsOf(page)
  if (!events) return 'not-now'
  const { bytes, layout } = ring.ring
  const torn = events.find(({ type, offset, length }) => {
    const from = page.page * layout.pageSize + offset
    return type === STEADY_TYPE && !checkSteady(bytes.subarray(from + EVENT_HEADER_BYTES, from + length)).ok
  })
  return torn && `the event at ${place(page.page, torn.offset)} does not hash to its checksum`
}
