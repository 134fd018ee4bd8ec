import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emptyLedger } from '../../ring/capture.ts'
import type { Ledger } from '../../ring/trace-buffer.ts'
import type { CpuState, MachineState } from '../../machine/machine-state.ts'
import { placesOf } from './ledger-places.ts'
import { countOf, ledgerSums, TERM_IDS, TERM_LABELS } from './ledger-terms.ts'
import { EXPLANATIONS } from './ledger-words.ts'

const root = new URL('../../../', import.meta.url)

describe('every number of the ledger', () => {
  test('stands on the page once, in the order of the arrow keys', () => {
    const [attempted, committed] = ledgerSums(emptyLedger())
    const shown = [attempted.total, ...attempted.terms, ...committed.terms].map(({ id }) => id)
    expect(shown).toEqual(TERM_IDS.slice(0, -1))
  })

  test('has its own count', () => {
    let next = 0
    const refused = { disabled: ++next, tooBig: ++next, full: ++next }
    const ledger: Ledger = { ...emptyLedger(), refused }
    for (const id of Object.keys(ledger) as (keyof Ledger)[]) if (id !== 'refused') ledger[id] = ++next
    const counts = TERM_IDS.map((id) => countOf(ledger, id))
    expect(counts.at(-1)).toBeUndefined()
    expect(counts.slice(0, -1).sort((a = 0, b = 0) => a - b)).toEqual(counts.slice(1).map((_, at) => at + 1))
  })

  test.each(TERM_IDS)('%s is explained, and is counted where the explanation says', (id) => {
    const { counts, when, file, differs } = EXPLANATIONS[id]
    for (const sentence of [counts, when, differs]) expect(sentence).toMatch(/^[A-Z].{20,}[.]$/)
    const word = id === 'late' ? 'HeaderF64.late' : `SlotF64.${id}`
    expect(readFileSync(new URL(file, root), 'utf8')).toContain(word)
  })

  test('names only what mainline prints in stats', () => {
    const stats = ['entries', 'overrun', 'dropped events', 'read events']
    const named = TERM_IDS.flatMap((id) => EXPLANATIONS[id].ftrace?.split(' + ') ?? [])
    expect([...new Set(named)].sort()).toEqual(stats.sort())
  })
})

describe('where the events of a number are', () => {
  const readout = stateOf([
    { buffered: 3, inFlight: 0, inSnapshot: 0 },
    { buffered: 7, inFlight: 1, inSnapshot: 2 },
  ])

  test('is a page of the CPU that has most of them', () => {
    expect(placesOf('buffered', readout)[0]).toEqual({
      title: 'Head page of CPU 1, which has most',
      panel: 'Bytes',
      selection: { cpu: 1, page: 3, snapshot: false },
    })
    expect(placesOf('inSnapshot', readout)[0]?.selection).toEqual({ cpu: 1, page: 5, snapshot: true })
    expect(placesOf('inFlight', readout)[0]?.selection).toEqual({ cpu: 1, page: 4, snapshot: false })
  })

  test('is nowhere where there are none, or where they are gone', () => {
    const none = stateOf([{}])
    for (const id of ['inFlight', 'inSnapshot', 'erased'] as const) expect(placesOf(id, none)).toEqual([])
  })

  test.each(TERM_IDS)('%s has places that differ in their titles', (id) => {
    const titles = placesOf(id, readout).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(TERM_LABELS[id]).not.toBe('')
  })
})

/** Each CPU's head page is 3, its tail page 4, and its snapshot's head page 5. */
function stateOf(ledgers: readonly Partial<Ledger>[]): MachineState {
  const ring = { headPage: 3, head: 0, tailPage: 4, tail: 0, entries: 0, overrun: 0, pages: [] }
  const cpus = ledgers.map((ledger, cpu): CpuState => ({
    ...ring,
    cpu,
    status: 'parked',
    irqsOff: false,
    pendingIrqs: 0,
    ledger: { ...emptyLedger(), ...ledger },
    snapshot: { ...ring, headPage: 5 },
  }))
  const counts = { recordDisabled: 0, late: 0, inversions: 0, ties: 0 }
  return { running: false, ...counts, reader: { status: 'parked', iterating: false }, cpus, ledger: emptyLedger() }
}
