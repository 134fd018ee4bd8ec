/** Where head and tail stand, and which pages and rings belong to whom. */
import { EVENT_ALIGN_BYTES } from '../ring/trace-buffer.ts'
import { ALWAYS, AT_REST, eachRing, place, unless } from './invariant.ts'
import type { CpuInvariant } from './invariant.ts'
import type { RingMoment } from './moment.ts'

export const PLACE_INVARIANTS: readonly CpuInvariant[] = [
  {
    id: 'places',
    title: 'Head and tail lie in pages that exist, at multiples of 8',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: eachRing(({ ring }) => {
      const { headPage, head, tailPage, tail, layout } = ring
      return wrongPlace('head', headPage, head, layout) ?? wrongPlace('tail', tailPage, tail, layout)
    }),
  },
  {
    id: 'two-rings',
    title: 'A snapshot swaps the two rings of one CPU: none is in two places',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: ({ cpu, capture, moment }) => {
      // at boot ring c is the live one of CPU c, and ring cpus + c its spare; a swap stays on its CPU
      const own = moment.image.layout.snapshot ? [cpu, moment.image.cpus + cpu] : [cpu]
      const found = moment.image.layout.snapshot ? [capture.liveRing, capture.spareRing] : [capture.liveRing]
      const agree = found.toSorted((a, b) => a - b).join() === own.join()
      return unless(
        !agree && `CPU ${cpu}: live and spare are the rings ${found.join(' and ')}, not ${own.join(' and ')}`,
      )
    },
  },
  {
    id: 'own-pages',
    title: 'Each page belongs to one ring, once',
    holdsWhen: ALWAYS,
    of: 'cpu',
    check: (cpu) => {
      const { image } = cpu.moment
      return eachRing(({ number }) => {
        const first = number * image.pagesPerCpu
        for (let index = 0; index < image.pagesPerCpu; index++) {
          const page = image.pageNumber(number, index)
          if (page !== first + index) return `its page ${index} is number ${page}, not ${first + index}`
        }
        return undefined
      })(cpu)
    },
  },
  {
    id: 'full-before-tail',
    title: 'The head never passes the tail: every page between them is full',
    holdsWhen: 'always, where head and tail lie in their pages',
    of: 'cpu',
    check: eachRing((ring) => {
      if (!ring.isSane) return 'not-now'
      const { tailPage, headPage, layout } = ring.ring
      const notFull = ring.pagesInUse
        .slice(0, -1)
        .find(({ committedBytes, paddingBytes }) => committedBytes + paddingBytes !== layout.pageSize)
      return (
        notFull &&
        `head page ${headPage}, tail page ${tailPage}, and page ${notFull.page} between them has ${notFull.committedBytes} bytes committed and ${notFull.paddingBytes} of padding, not ${layout.pageSize}`
      )
    }),
  },
  {
    id: 'read-up-to-head',
    title: 'What lies before the head is read, what lies behind it is not',
    holdsWhen: 'nobody holds that CPU’s lock or is in the middle of moving its head',
    of: 'cpu',
    check: eachRing((ring) => {
      if (!ring.isAtRest || !ring.isSane) return 'not-now'
      const [first, ...rest] = ring.pagesInUse
      const { headPage, head } = ring.ring
      if (first && first.consumedBytes !== head)
        return `head stands at ${place(headPage, head)}, and ${first.consumedBytes} bytes of that page are consumed`
      const early = rest.find(({ consumedBytes }) => consumedBytes !== 0)
      return (
        early &&
        `${early.consumedBytes} bytes of page ${early.page} are consumed, which lies behind head ${place(headPage, head)}`
      )
    }),
  },
  {
    id: 'stamps-rise',
    title: 'Time stamps never go back from event to event of a CPU',
    holdsWhen: AT_REST,
    of: 'cpu',
    check: eachRing((ring) => (ring.isAtRest && ring.walk ? fallingStamp(ring) : 'not-now')),
  },
]

function wrongPlace(
  name: 'head' | 'tail',
  page: number,
  offset: number,
  { pagesPerCpu, pageSize }: { pagesPerCpu: number; pageSize: number },
): string | undefined {
  if (!(page >= 0 && page < pagesPerCpu)) return `${name} page is ${page}, and there are pages 0 to ${pagesPerCpu - 1}`
  if (!(offset >= 0 && offset <= pageSize)) return `${name} is ${offset}, and a page has ${pageSize} bytes`
  return offset % EVENT_ALIGN_BYTES === 0 ? undefined : `${name} is ${offset}, not a multiple of ${EVENT_ALIGN_BYTES}`
}

function fallingStamp(ring: RingMoment): string | undefined {
  let before: { ts: number; where: string } | undefined
  for (const page of ring.pagesInUse)
    for (const { ts, offset } of ring.eventsOf(page) ?? []) {
      const where = place(page.page, offset)
      if (before && ts < before.ts)
        return `the event at ${before.where} is stamped ${before.ts}, the next, at ${where}, ${ts}`
      before = { ts, where }
    }
  return undefined
}
