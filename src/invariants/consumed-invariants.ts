/** What a consuming reader was given, as a whole. */
import { StepPoint } from '../control/step-point.ts'
import { checkSteady, STEADY_TYPE } from '../events/steady-event.ts'
import { ALWAYS, unless } from './invariant.ts'
import type { WholeInvariant } from './invariant.ts'
import type { ConsumedEvent } from './moment.ts'

export const CONSUMED_INVARIANTS: readonly WholeInvariant[] = [
  {
    id: 'consumed-in-order',
    title: 'What is consumed of a CPU comes in the order in which it was written',
    holdsWhen: ALWAYS,
    of: 'consumed',
    check: ({ consumed }) => {
      const last = new Map<number, number>()
      const back = consumed.find(({ cpu, ts }) => {
        const before = last.get(cpu) ?? 0
        last.set(cpu, Math.max(ts, before))
        return ts < before
      })
      return unless(back && `CPU ${back.cpu}: the event stamped ${back.ts} was given after a later one`)
    },
  },
  {
    id: 'consumed-once',
    title: 'No event is consumed twice',
    holdsWhen: 'no two events of a CPU have the same stamp: not where a trace is replayed or a clock runs behind',
    of: 'consumed',
    check: ({ consumed, conditions }) => {
      if (!conditions.stampsDiffer) return 'not-now'
      const twice = firstTwice(consumed)
      return unless(twice && `CPU ${twice.cpu}: the event stamped ${twice.ts} was given twice`)
    },
  },
  {
    id: 'consumed-whole',
    title: 'No event is torn when it is consumed: each steady body hashes to its checksum',
    holdsWhen: 'the workload is steady, and nobody writes events of its type by hand',
    of: 'consumed',
    check: ({ consumed, conditions }) => {
      if (!conditions.steady) return 'not-now'
      const torn = consumed.find(({ type, body }) => type === STEADY_TYPE && !checkSteady(body).ok)
      return unless(
        torn &&
          `CPU ${torn.cpu}: the event stamped ${torn.ts} was given with a body that does not hash to its checksum`,
      )
    },
  },
  {
    id: 'read-is-consumed',
    title: 'Read counts what was consumed',
    holdsWhen: 'the reader rests between two calls',
    of: 'buffer',
    check: (moment) => {
      if (moment.reader?.at.point !== StepPoint.Rested) return 'not-now'
      const given = moment.cpus.map(() => 0)
      for (const { cpu } of moment.consumed) given[cpu] = (given[cpu] ?? 0) + 1
      const wrong = moment.cpus.find(({ cpu, ledger }) => ledger.read !== given[cpu])
      return unless(
        wrong && `CPU ${wrong.cpu}: read is ${wrong.ledger.read}, and ${given[wrong.cpu]} of its events were given`,
      )
    },
  },
]

function firstTwice(consumed: readonly ConsumedEvent[]): ConsumedEvent | undefined {
  const seen = new Set<string>()
  return consumed.find(({ cpu, ts }) => {
    const stamp = `${cpu} ${ts}`
    if (seen.has(stamp)) return true
    seen.add(stamp)
    return false
  })
}
