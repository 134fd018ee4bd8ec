/**
 * The invariants of the notes (`ring-buffer.md`, section E) that hold for the design of 2008, each under its number, judged by an oracle outside the
 * ring. Those of single operations are in `invariants-operations.test.ts`; E11 is shown beside the merge. Not for this design: E9 (there
 * are no deltas), E13 (no commit page), E17 (no discard). E24 to E26 are of recovery, of exports and of a second design.
 */
import assert from 'node:assert/strict'
import { describe } from 'vitest'
import { ledgerDifference } from './capture.ts'
import { isCpuEmpty } from './rfc/empty.ts'
import { SlotI32 } from './rfc/layout.ts'
import type { Ledger } from './trace-buffer.ts'
import { Gaps } from './testing/gaps.ts'
import { invariant } from './testing/watch.ts'
import { placeOf, walkPage } from './testing/walk-ring.ts'
import type { Attempt, Given } from './testing/witness.ts'

describe('accounting', () => {
  invariant('E1 attempted = committed + in flight + refused: disabled, too big, full', (witness, tally) => ({
    cpu(cpu) {
      const oracle = witness.cpu(cpu)
      const { attempted, committed, inFlight, refused } = witness.capture(cpu).ledger()
      assert.deepEqual(
        { attempted, committed, inFlight, ...refused },
        {
          attempted: oracle.attempts.length,
          committed: oracle.count('committed'),
          inFlight: oracle.count('reserved'),
          disabled: oracle.count('disabled'),
          tooBig: oracle.count('too-big'),
          full: oracle.count('full'),
        },
      )
      if (attempted > committed) tally()
    },
  }))

  invariant(
    'E2 committed = unread + read + overrun + erased, each as the oracle and a walk of the pages say',
    (witness, tally) => ({
      cpu(cpu) {
        const oracle = witness.cpu(cpu)
        if (oracle.reserved) return
        const ledger = witness.capture(cpu).ledger()
        const held = witness.held(cpu).length
        const inSnapshot = witness.held(cpu, true).length
        const [read, erased] = [oracle.read.length, oracle.erased.length]
        const overrun = oracle.count('committed') - held - inSnapshot - read - erased // never read, and gone
        assert.deepEqual(ledger, { ...ledger, buffered: held, inSnapshot, read, erased, overrun })
        assert.deepEqual(ledgerDifference(ledger), { attempted: 0, committed: 0 })
        if (overrun > 0 && read > 0) tally()
      },
    }),
  )

  invariant('E3 counts are never negative and never go back, and no ring holds more than fits', (witness, tally) => {
    const last: Ledger[] = []
    const room = Math.floor(witness.buffer.pageSize / 16) * witness.buffer.pagesPerCpu
    return {
      cpu(cpu) {
        const capture = witness.capture(cpu)
        const ledger = capture.ledger()
        const before = flat(last[cpu])
        last[cpu] = ledger
        const mayShrink = ['inFlight', 'buffered', 'inSnapshot']
        for (const [term, count] of Object.entries(flat(ledger))) {
          assert(Number.isInteger(count) && count >= 0, `${term} is ${count}`)
          assert(mayShrink.includes(term) || count >= (before[term] ?? 0), `${term} went back to ${count}`)
        }
        assert(ledger.buffered <= room && ledger.inSnapshot <= room, `${ledger.buffered} in room for ${room}`)
        const { entries, overrun, dropped, pendingLost } = capture.live()
        assert(Math.min(entries, overrun, dropped, pendingLost) >= 0, 'a count of the ring is negative')
        if (ledger.overrun > 0) tally()
      },
    }
  })

  invariant(
    'E4 what is lost is told once, at its gap: overruns at the event, refusals at the page',
    (witness, tally) => {
      const gaps = witness.cpus.map((oracle) => new Gaps(oracle))
      return {
        after(happened) {
          if (happened.did === 'consume') for (const given of happened.given) if (gaps[given.cpu]?.check(given)) tally()
          if (happened.did === 'snapshot' || happened.did === 'resetAll') for (const each of gaps) each.forget()
          else if ('cpu' in happened) gaps[happened.cpu]?.forget()
        },
      }
    },
  )

  invariant(
    'E5 the bytes of a page: committed + padding + reserved + free, as long as its events are',
    (witness, tally) => ({
      cpu(cpu) {
        const { buffer } = witness
        const ring = buffer.liveRing(cpu)
        const captured = witness.capture(cpu).live()
        const unread = new Map<number, number>()
        for (const { page, length } of witness.held(cpu)) unread.set(page, (unread.get(page) ?? 0) + length)
        for (let page = 0; page < buffer.pagesPerCpu; page++) {
          const { committedBytes, consumedBytes, paddingBytes, reservedBytes } = captured.page(page)
          const used = committedBytes + paddingBytes + reservedBytes
          assert(used <= buffer.pageSize, `page ${page}: ${used} bytes used`)
          if (paddingBytes > 0) assert.equal(used, buffer.pageSize, `page ${page} was left with bytes free`)
          const events = walkPage(buffer, ring, page, 0, committedBytes)
          assert.equal(
            events.reduce((sum, { length }) => sum + length, 0),
            committedBytes,
            `page ${page}`,
          )
          assert.equal(committedBytes - consumedBytes, unread.get(page) ?? 0, `page ${page}: unread bytes`)
          if (paddingBytes > 0) tally()
        }
      },
    }),
  )
})

describe('order and content', () => {
  invariant('E6 what a CPU wrote is read in that order, and stamps do not go back', (witness, tally) => {
    const last = witness.cpus.map(() => ({ seq: 0, ts: 0 }))
    return {
      after(happened) {
        if (happened.did !== 'consume' && happened.did !== 'walk') return
        const from = happened.did === 'consume' ? last : witness.cpus.map(() => ({ seq: 0, ts: 0 }))
        for (const given of happened.given) follow(from, given)
        if (happened.given.length > 1) tally()
      },
    }
  })

  invariant('E7 what is read was committed, and is what was written: no torn, stale or open event', (_, tally) => ({
    after(happened) {
      if (!('given' in happened)) return
      for (const { attempt, cpu, type, length, body } of happened.given) {
        assert(attempt, 'nobody wrote this')
        assert.deepEqual({ cpu, type, outcome: 'committed' }, pick(attempt))
        assert.equal(length, Math.ceil((12 + attempt.body.length) / 8) * 8)
        assert.equal(Buffer.compare(body.subarray(0, attempt.body.length), attempt.body), 0, `body of ${attempt.seq}`)
        tally()
      }
    },
  }))

  invariant('E8 nothing is consumed twice, and a walk changes no byte', (witness, tally) => {
    const consumed = new Set<Attempt | undefined>()
    let before = witness.memory()
    return {
      before: ({ do: next }) => {
        if (next === 'walk' || next === 'start') before = witness.memory()
      },
      after(happened) {
        if (happened.did === 'walk')
          assert.equal(Buffer.compare(witness.memory(), before), 0, 'a walk stored something')
        if (happened.did !== 'consume') return
        for (const { attempt } of happened.given) {
          assert(!consumed.has(attempt), `${attempt?.seq} was consumed twice`)
          consumed.add(attempt)
          tally()
        }
      },
    }
  })

  invariant('E10 events tile a page, none crosses its end, padding comes last', (witness, tally) => ({
    cpu(cpu) {
      const { buffer } = witness
      const ring = buffer.liveRing(cpu)
      const { headPage, tailPage, tail } = placeOf(buffer, ring)
      for (let page = headPage; ; page = (page + 1) % buffer.pagesPerCpu) {
        const end = page === tailPage ? tail : buffer.pageSize
        const found = walkPage(buffer, ring, page, 0, end)
        const tiled = found.reduce((sum, { length }) => sum + length, 0)
        assert(tiled === end || (page !== tailPage && tiled === end - 8), `page ${page}: ${tiled} of ${end}`)
        const isPadding = found.map(({ type, ts }) => type === 0 && ts === 0)
        const padding = isPadding.indexOf(true)
        assert(padding < 0 || (padding === found.length - 1 && page !== tailPage), `page ${page}: padding inside`)
        if (padding >= 0) tally()
        if (page === tailPage) return
      }
    },
  }))
})

describe('structure', () => {
  invariant(
    'E12 head and tail stand on events within pages; each ring and each page has one owner',
    (witness, tally) => ({
      cpu(cpu) {
        const { buffer } = witness
        const { headPage, head, tailPage, tail } = placeOf(buffer, buffer.liveRing(cpu))
        for (const page of [headPage, tailPage]) assert(page >= 0 && page < buffer.pagesPerCpu, `page ${page}`)
        for (const at of [head, tail]) assert(at >= 0 && at <= buffer.pageSize && at % 8 === 0, `offset ${at}`)
        const { rings, pagesPerCpu } = buffer.layout
        const slots = witness.cpus.map((_, each) => buffer.slotI32(each))
        const live = slots.map((slot) => buffer.i32[slot + SlotI32.live])
        const snap = buffer.layout.snapshot ? slots.map((slot) => buffer.i32[slot + SlotI32.snap]) : []
        assert.equal(new Set([...live, ...snap]).size, rings)
        for (const ring of [...live, ...snap]) assert(ring !== undefined && ring >= 0 && ring < rings, `ring ${ring}`)
        const pages = Array.from({ length: rings * pagesPerCpu }, (_, at) =>
          buffer.pageNumber(Math.floor(at / pagesPerCpu), at % pagesPerCpu),
        )
        assert.deepEqual(
          [...new Set(pages)].sort((a, b) => a - b),
          [...pages.keys()],
        )
        if (headPage !== tailPage) tally()
      },
    }),
  )

  invariant('E14 overwriting removes the head page whole, one page a write', (witness, tally) => {
    const look = (cpu: number) => ({
      held: witness.held(cpu),
      ...placeOf(witness.buffer, witness.buffer.liveRing(cpu)),
    })
    let before = look(0)
    return {
      before(command) {
        if (command.do === 'write' || command.do === 'reserve') before = look(command.cpu)
      },
      after(happened) {
        if (happened.did !== 'attempt') return
        const { cpu, ts } = happened.attempt
        const { held, headPage, head } = look(cpu)
        const isPushed = headPage !== before.headPage
        const next = (before.headPage + 1) % witness.buffer.pagesPerCpu
        assert.deepEqual([headPage, head], isPushed ? [next, 0] : [before.headPage, before.head])
        const left = before.held.filter(({ page }) => !isPushed || page !== before.headPage)
        const stamps = held.map((event) => event.ts)
        assert.deepEqual(
          happened.attempt.outcome === 'committed' ? stamps.filter((each) => each !== ts) : stamps,
          left.map((event) => event.ts),
        )
        if (isPushed) tally()
      },
    }
  })

  invariant('E15 empty = a walk finds nothing = no entries', (witness, tally) => ({
    cpu(cpu) {
      const { buffer } = witness
      assert.equal(isCpuEmpty(buffer, cpu), witness.held(cpu).length === 0)
      if (witness.cpu(cpu).reserved) return
      const isEmpty = buffer.isEmpty(buffer.liveRing(cpu))
      assert.equal(isEmpty, witness.held(cpu).length === 0)
      assert.equal(isEmpty, buffer.count('entries', cpu) === 0)
      if (isEmpty && witness.cpu(cpu).read.length > 0) tally()
    },
    after() {
      if (witness.isAtRest)
        assert.equal(
          witness.consumer.peek(),
          witness.cpus.some((_, cpu) => witness.held(cpu).length > 0),
        )
    },
  }))
})

describe('operations', () => {
  invariant(
    'E23 overwriting refuses nothing for space; refusing loses nothing that was committed',
    (witness, tally) => {
      let held: number[] = []
      return {
        before(command) {
          if (command.do === 'write' || command.do === 'reserve') held = witness.held(command.cpu).map(({ ts }) => ts)
        },
        after(happened) {
          if (happened.did !== 'attempt') return
          const { cpu, outcome } = happened.attempt
          if (witness.buffer.overwrite) {
            assert.notEqual(outcome, 'full')
            return
          }
          assert.deepEqual(
            witness
              .held(cpu)
              .map(({ ts }) => ts)
              .slice(0, held.length),
            held,
          )
          if (outcome === 'full') tally()
        },
      }
    },
  )
})

function flat(ledger: Ledger | undefined): Record<string, number> {
  if (!ledger) return {}
  const { refused, ...terms } = ledger
  return { ...terms, ...refused }
}

function pick({ cpu, type, outcome }: Attempt): object {
  return { cpu, type, outcome }
}

function follow(last: { seq: number; ts: number }[], { cpu, ts, attempt }: Given): void {
  const before = last[cpu] as { seq: number; ts: number }
  const seq = attempt?.seq ?? 0
  assert(seq > before.seq, `CPU ${cpu}: ${seq} after ${before.seq}`)
  assert(ts >= before.ts, `CPU ${cpu}: stamp ${ts} after ${before.ts}`)
  last[cpu] = { seq, ts }
}
