import { expect, test } from 'vitest'
import type { CpuState } from '../../machine/machine-state.ts'
import { emptyLedger } from '../../ring/capture.ts'
import type { CpuStats } from '../../ring/rfc/cpu-stats.ts'
import { COLUMNS, rowsAsText, sortRows, writeCell } from './statistics-columns.ts'
import { statRows, sumRow } from './statistics-rows.ts'

function cpuState(cpu: number, more: Partial<CpuState>): CpuState {
  const ring = { headPage: 0, head: 0, tailPage: 0, tail: 0, entries: 0, overrun: 0, pages: [] }
  return { ...ring, cpu, status: 'parked', irqsOff: false, pendingIrqs: 0, ledger: emptyLedger(), ...more }
}

const stat = { entries: 0, overrun: 0, commitOverrun: 0, bytes: 0, nowTs: 0, droppedEvents: 0, readEvents: 0 }
const stats: CpuStats[] = [
  { ...stat, bytes: 299, oldestEventTs: 2_000_000, newestEventTs: 5_000_000 },
  { ...stat, oldestEventTs: undefined, newestEventTs: undefined },
]
const input = {
  cpus: [
    cpuState(0, {
      // told at other moments than the capture
      ledger: { ...emptyLedger(), buffered: 8 },
      writeTime: { ns: 100, writes: 3000 },
    }),
    cpuState(1, { writeTime: { ns: 200, writes: 1000 } }),
  ],
  sums: [
    { unread: 7, unreadBytes: 300, paddingBytes: 56, paddedPages: 1, committedBytes: 400 },
    { unread: 0, unreadBytes: 0, paddingBytes: 0, paddedPages: 0, committedBytes: 0 },
  ],
  flows: [
    { committed: 1000, read: 200, lost: 10 },
    { committed: 500, read: 0, lost: 0 },
  ],
  stats,
  ringBytes: 512,
}

test('each CPU: what is unread of all bytes, what is wasted of the committed, the stretch that it remembers', () => {
  const [first, second] = statRows(input)
  expect(first).toMatchObject({ occupancy: 300 / 512, events: 7, bytes: 300, wasted: 56, wastedShare: 56 / 400 })
  expect(first).toMatchObject({ wastedPerPage: 56, oldest: 2e6, newest: 5e6, writeNs: 100 })
  expect(second).toMatchObject({ occupancy: 0, wastedShare: undefined, wastedPerPage: undefined, oldest: undefined })
})

test('all CPUs together: sums, the widest stretch, the mean time of a write by the writes of each', () => {
  expect(sumRow(input)).toEqual({
    cpu: undefined,
    flow: { committed: 1500, read: 200, lost: 10 },
    occupancy: 300 / 1024,
    events: 7,
    bytes: 300,
    wasted: 56,
    wastedShare: 56 / 400,
    wastedPerPage: 56,
    oldest: 2e6,
    newest: 5e6,
    writeNs: 125,
  })
})

test('before anything was measured nothing is made up', () => {
  const none = { ...input, sums: [], flows: [], stats: [], cpus: [cpuState(0, {})] }
  const [row] = statRows(none)
  const written = COLUMNS.map((column) => row && writeCell(column, row, false))
  expect(written.join(' ')).toBe('0 – – – 0.0 % 0 0 0 – – – – – –')
})

test('cells as they are read', () => {
  const [row] = statRows(input)
  const written = COLUMNS.map((column) => row && writeCell(column, row, false))
  expect(written.join(' | ')).toBe(
    '0 | 1/ms | 200/s | 10/s | 59 % | 7 | 300 | 56 | 14 % | 56.0 | 0.002000 | 0.005000 | 3.000 ms | 100',
  )
})

test('sorted by any column, what is not known comes last both ways', () => {
  const rows = statRows(input)
  const order = (column: string, down: boolean) => sortRows(rows, { column, down }).map(({ cpu }) => cpu)
  expect([order('written', true), order('written', false)]).toEqual([
    [0, 1],
    [1, 0],
  ])
  expect([order('oldest', true), order('oldest', false)]).toEqual([
    [0, 1],
    [0, 1],
  ])
})

test('as text: a line per row under the names of the columns, the sums last', () => {
  const lines = rowsAsText([...statRows(input), sumRow(input)]).split('\n')
  expect(lines).toHaveLength(5)
  expect(lines[0]?.split('\t')).toEqual(COLUMNS.map(({ id }) => id))
  expect(lines[1]?.split('\t').slice(0, 2)).toEqual(['0', '1000'])
  expect(lines[3]?.split('\t').slice(0, 2)).toEqual(['all', '1500'])
  expect(lines[2]?.split('\t').at(10)).toBe('')
})
