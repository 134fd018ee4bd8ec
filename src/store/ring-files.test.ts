/** The files of a machine with real threads, against what its other calls say. */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { EventTypes } from '../events/event-types.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { boot, tearDownAll } from '../machine/testing/boot-node.ts'
import { readBatch } from '../reader/event-batch.ts'
import { parseFtraceText } from '../trace-files/ftrace-text.ts'
import { openExport, openFile } from './ring-files.ts'
import type { FileSource } from './ring-files.ts'

afterEach(tearDownAll)

/** Some twelve thousand events: three batches. */
const large: Partial<MachineConfig> = {
  cpus: 2,
  pageSize: 4096,
  pagesPerCpu: 256,
  reader: { kind: 'none' },
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
}

async function recorded(patch: Partial<MachineConfig> = {}): Promise<FileSource> {
  const { machine } = await boot({ ...large, ...patch })
  await machine.start()
  // full rings: all is lost that comes from here on
  for (let lost = 0; lost < 1000;) {
    const { cpus } = await machine.state(false)
    lost = Math.min(...cpus.map(({ ledger }) => ledger.overrun + ledger.refused.full))
  }
  await machine.stop()
  return { machine, types: new EventTypes(), counts: patch.clock === 'counter' }
}

async function textOf(source: FileSource, path: string): Promise<string> {
  return (await (await openFile(source, path))({})).text()
}

test('the export of large rings is made in pieces and gives, read back, what reading gives', async () => {
  const source = await recorded()
  const { machine, types } = source
  const shares: number[] = []
  const make = await openExport(source)
  const text = await (await make({ onProgress: (share) => shares.push(share) })).text()
  const read = readBatch(await machine.readEvents(Call.read, [0, 1e6]))
  expect(read.length).toBeGreaterThan(2 * 4096)
  const { records, lost } = parseFtraceText(text)
  expect(records.map(({ cpu, ts, name, text }) => ({ cpu, ts, name, text }))).toEqual(
    read.map(({ cpu, ts, type, body }) => ({
      cpu,
      ts,
      name: 'steady',
      text: types.format(type, types.trim(type, body)),
    })),
  )
  const { ledger } = await machine.state(false)
  expect(lost).toBe(ledger.overrun)
  expect(ledger.buffered).toBe(read.length)
  expect(shares.length).toBeGreaterThan(0)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  for (const share of shares) expect(share).toBeLessThanOrEqual(1)
})

test('making a text can be given up', async () => {
  const source = await recorded()
  const make = await openFile(source, 'buffers/ringside/text')
  const giveUp = new AbortController()
  const reason = new Error('enough')
  const onProgress = (): void => giveUp.abort(reason)
  await expect(make({ signal: giveUp.signal, onProgress })).rejects.toBe(reason)
})

test.each(['local', 'counter'] as const)('stats are what the state says, by the %s clock', async (clock) => {
  const source = await recorded({ clock, overwrite: clock === 'local' })
  const { cpus, ledger } = await source.machine.state(false)
  const stats = await textOf(source, 'buffers/ringside/stats')
  const numbers = (name: string): number[] =>
    [...stats.matchAll(new RegExp(`^${name}: +([\\d.]+)$`, 'gm'))].map(([, digits]) => Number(digits))
  expect(numbers('CPU')).toEqual([0, 1])
  expect(numbers('entries')).toEqual(cpus.map(({ ledger }) => ledger.buffered))
  expect(numbers('overrun')).toEqual(cpus.map(({ ledger }) => ledger.overrun))
  expect(ledger.overrun + ledger.refused.full).toBeGreaterThanOrEqual(1000)
  expect(numbers('dropped events')).toEqual(cpus.map(({ ledger }) => ledger.refused.full))
  const oldest = numbers('oldest event ts')
  numbers('now ts').forEach((now, cpu) => expect(now).toBeGreaterThan(oldest[cpu] as number))
})

test('by the counter clock it is the number of the last event', async () => {
  const source = await recorded({ clock: 'counter' })
  const { ledger } = await source.machine.state(false)
  expect(await textOf(source, 'buffers/ringside/stats')).toContain(`now ts: ${ledger.committed}\n`)
})

test('binary is the pages of a CPU', async () => {
  const { machine, ...rest } = await recorded({ pagesPerCpu: 4 })
  const bytes = await (await (await openFile({ machine, ...rest }, 'buffers/ringside/binary1'))({})).bytes()
  const pages = await Promise.all([0, 1, 2, 3].map((page) => machine.pageBytes(1, page, false)))
  expect(bytes).toEqual(Uint8Array.from(pages.flatMap((page) => [...page])))
})
