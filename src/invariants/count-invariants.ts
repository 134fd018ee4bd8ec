/** What is counted: the ledger, the patch's own counters, and the events that are there. */
import { ledgerDifference } from '../ring/capture.ts'
import { ALWAYS, AT_REST, eachRing, place, unless } from './invariant.ts'
import type { CpuInvariant, Verdict } from './invariant.ts'
import type { CpuMoment, RingMoment } from './moment.ts'

/** header and rounding of an event without a body, bytes */
const SMALLEST_EVENT_BYTES = 16

export const COUNT_INVARIANTS: readonly CpuInvariant[] = [
  {
    id: 'attempted',
    title: 'Every attempt to write is accounted for: committed, in flight or refused',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: ({ cpu, ledger }) => {
      const { attempted, committed, inFlight, refused } = ledger
      const wrong = ledgerDifference(ledger).attempted !== 0
      return unless(
        wrong &&
          `CPU ${cpu}: attempted is ${attempted}, but committed ${committed}, in flight ${inFlight}, disabled ${refused.disabled}, too big ${refused.tooBig} and full ${refused.full} make ${attempted - ledgerDifference(ledger).attempted}`,
      )
    },
  },
  {
    id: 'committed',
    title: 'Every committed event is in one place: read, buffered, overrun, erased or in the snapshot',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: ({ cpu, ledger }) => {
      const { committed, read, buffered, overrun, erased, inSnapshot } = ledger
      const wrong = ledgerDifference(ledger).committed !== 0
      return unless(
        wrong &&
          `CPU ${cpu}: committed is ${committed}, but read ${read}, buffered ${buffered}, overrun ${overrun}, erased ${erased} and in snapshot ${inSnapshot} make ${committed - ledgerDifference(ledger).committed}`,
      )
    },
  },
  {
    id: 'not-negative',
    title: 'No count is below zero',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: (cpu) => {
      const below = countsOf(cpu).find(([, count]) => !(count >= 0))
      return unless(below && `CPU ${cpu.cpu}: ${below[0]} is ${below[1]}`)
    },
  },
  {
    id: 'buffered',
    title: 'Buffered is the number of events between head and tail',
    holdsWhen: AT_REST,
    of: 'cpu',
    check: (cpu) => (cpu.live.isAtRest ? agrees(cpu, cpu.live, 'buffered', cpu.live.unread) : 'not-now'),
  },
  {
    id: 'in-snapshot',
    title: 'In snapshot is the number of events between head and tail of the spare ring',
    holdsWhen: `the buffer has a snapshot, and ${AT_REST}`,
    of: 'cpu',
    check: (cpu) => {
      const [, spare] = cpu.rings
      return spare?.isAtRest ? agrees(cpu, spare, 'in snapshot', spare.unread) : 'not-now'
    },
  },
  {
    id: 'entries',
    title: 'Entries, the patch’s own count, is the number of events between head and tail',
    holdsWhen: AT_REST,
    of: 'cpu',
    check: (cpu) => (cpu.live.isCounted ? agrees(cpu, cpu.live, 'entries', cpu.live.ring.entries) : 'not-now'),
  },
  {
    id: 'unread-of-pages',
    title:
      'An event leaves buffered only when it is read or lost: the unread events of the pages are the buffered ones',
    holdsWhen: 'always; as posted, events of a page that is being pushed out may be counted as lost already',
    of: 'cpu',
    check: (cpu) => {
      const early = eventsCountedEarly(cpu)
      return eachRing((ring) => {
        const unread = ring.pages.reduce((sum, page) => sum + page.unread, 0)
        const least = ring === cpu.live ? unread - early : unread
        if (ring.unread >= least && ring.unread <= unread) return undefined
        const pushed = least < unread ? `, ${early} of them on the page that is pushed out` : ''
        return `${termOf(ring)} is ${ring.unread}, the pages have ${unread} unread events${pushed}`
      })(cpu)
    },
  },
  {
    id: 'room',
    title: 'No ring holds more events than fit',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: eachRing((ring) => {
      const { pagesPerCpu, pageSize } = ring.ring.layout
      const room = Math.floor(pageSize / SMALLEST_EVENT_BYTES) * pagesPerCpu
      const fit = `, and ${room} events of ${SMALLEST_EVENT_BYTES} bytes fit`
      if (ring.unread > room) return `${termOf(ring)} is ${ring.unread}${fit}`
      return ring.ring.entries > room ? `entries is ${ring.ring.entries}${fit}` : undefined
    }),
  },
  {
    id: 'empty',
    title: 'Empty is empty by all three: head stands at tail, no event lies between, entries is 0',
    holdsWhen: AT_REST,
    of: 'cpu',
    check: (cpu) => {
      const { ring, walk, isCounted } = cpu.live
      if (!isCounted || !walk) return 'not-now'
      const { headPage, head, tailPage, tail, entries } = ring
      const isMet = headPage === tailPage && head === tail
      const agree = isMet === (walk.events === 0) && isMet === (entries === 0)
      return unless(
        !agree &&
          `CPU ${cpu.cpu}: head stands at ${place(headPage, head)}, tail at ${place(tailPage, tail)}; walking finds ${walk.events} events, entries is ${entries}`,
      )
    },
  },
]

const termOf = ({ name }: RingMoment): string => (name === 'ring' ? 'buffered' : 'in snapshot')

function agrees({ cpu }: CpuMoment, { ring, walk }: RingMoment, term: string, says: number): Verdict {
  if (!walk) return 'not-now'
  const { headPage, head, tailPage, tail } = ring
  const way = `from head ${place(headPage, head)} to tail ${place(tailPage, tail)}`
  if (!walk.reachesTail)
    return unless(
      `CPU ${cpu}: ${term} is ${says}, walking ${way} finds ${walk.events} events and then bytes that are none`,
    )
  return unless(says !== walk.events && `CPU ${cpu}: ${term} is ${says}, walking ${way} finds ${walk.events} events`)
}

/** As posted a page is pushed out event by event: up to so many of them are gone from the ledger while the page still counts them. */
function eventsCountedEarly({ cpu, live, lockHolder, moment }: CpuMoment): number {
  if (!moment.image.asPosted || lockHolder !== cpu) return 0
  return live.pages[moment.image.nextPage(live.ring.tailPage)]?.unread ?? 0
}

function countsOf({ ledger, rings }: CpuMoment): (readonly [string, number])[] {
  const { refused, ...terms } = ledger
  const ofLedger = Object.entries({ ...terms, ...refused })
  const ofRings = rings.flatMap(({ name, ring, pages }) => [
    ...(['entries', 'overrun', 'dropped', 'pendingLost'] as const).map(
      (word) => [`${word} of the ${name}`, ring[word]] as const,
    ),
    ...pages.map(({ page, unread }) => [`unread of page ${page} of the ${name}`, unread] as const),
  ])
  return [...ofLedger, ...ofRings]
}
