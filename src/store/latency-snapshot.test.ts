/** The snapshots of latency tracers on a machine with real threads. */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import type { Machine } from '../machine/machine.ts'
import { boot, tearDownAll } from '../machine/testing/boot-node.ts'
import { PLANTED_NS } from '../workloads/irqsoff-tracer.ts'
import { tracerEvents } from '../workloads/make-tracer.ts'
import { latencyText, readLatency, readRawLatency } from './latency-snapshot.ts'
import type { LatencySnapshot, LatencyTracer, RawLatency } from './latency-snapshot.ts'

afterEach(tearDownAll)

const MARKS = { set: 'today', relativeTo: 'merged' } as const

async function ranOut(tracer: LatencyTracer, pageSize: number): Promise<Machine> {
  const workload = { kind: 'synthetic', tracer, eventsPerSecond: Infinity, eventsPerCpu: 2000 } as const
  const { machine } = await boot({ cpus: 3, seed: 2008, pageSize, pagesPerCpu: 8, reader: { kind: 'none' }, workload })
  await machine.start()
  for (let idle = false; !idle;) idle = (await machine.state(false)).cpus.every(({ status }) => status === 'idle')
  await machine.stop()
  return machine
}

function look(machine: Machine, tracer: LatencyTracer): () => Promise<RawLatency | undefined> {
  const types = new EventTypes([...BUILT_IN_EVENTS, ...tracerEvents(tracer)])
  return () => readRawLatency(machine, types, tracer)
}

async function linesOf(snapshot: LatencySnapshot | undefined): Promise<string[]> {
  if (!snapshot) throw new Error('no maximum')
  return (await (await latencyText(snapshot, MARKS, {})).text()).split('\n').slice(0, -1)
}

test('irqsoff: the planted section, with nothing else', async () => {
  const machine = await ranOut('irqsoff', 4096)
  const snapshot = await readLatency(look(machine, 'irqsoff'))
  expect(snapshot).toMatchObject({ max: { ns: PLANTED_NS }, section: { startTs: snapshot?.events[0]?.ts } })
  const lines = await linesOf(snapshot)
  const events = lines.filter((line) => !line.startsWith('#'))
  const { length } = snapshot?.events ?? []
  expect(events).toHaveLength(length)
  expect(lines).toContain(
    `# latency: 5000 us, #${length}/${length}, CPU#${snapshot?.max.cpu} | (M:preempt VP:0, KP:0, SP:0 HP:0 #P:3)`,
  )
  expect(events[0]).toMatch(/^ {3}<\.\.\.>-0 +\dX\.\.\.\. {4}0us.: irqs_off: caller=/)
  expect(events.at(-1)).toMatch(/: irqs_on: .* latency=5000000 ns$/)
})

test.each([4096, 256])('sched: what all CPUs did, in rings of pages of %i bytes', async (pageSize) => {
  const machine = await ranOut('sched', pageSize)
  const snapshot = await readLatency(look(machine, 'sched'))
  expect(snapshot?.section?.pid).toBeGreaterThan(0)
  const { length } = snapshot?.events ?? []
  const state = await machine.state(false)
  const overrun = state.cpus.reduce((sum, cpu) => sum + (cpu.snapshot?.overrun ?? 0), 0)
  expect(snapshot?.written).toBe(length + overrun)
  expect(length).toBe(state.ledger.inSnapshot)
  const lines = await linesOf(snapshot)
  expect(lines[0]).toBe('# tracer: wakeup')
  expect(lines.filter((line) => /us.: sched_/.test(line))).toHaveLength(length)
})

test('a snapshot that was taken since is not that of the maximum: it is looked at three times, and no text is made', async () => {
  const machine = await ranOut('irqsoff', 4096)
  await machine.swapOrReset(Call.snapshot, undefined)
  let looks = 0
  const once = look(machine, 'irqsoff')
  const snapshot = await readLatency(() => {
    looks++
    return once()
  })
  expect(looks).toBe(3)
  expect(snapshot).toMatchObject({ max: { ns: PLANTED_NS }, section: undefined })
  expect(await linesOf(snapshot)).toEqual([])
})

test('a snapshot that comes between two looks is taken at the second', async () => {
  const machine = await ranOut('irqsoff', 4096)
  const whole = look(machine, 'irqsoff')
  let looks = 0
  const snapshot = await readLatency(async () => {
    const raw = await whole()
    return looks++ === 0 && raw ? { ...raw, events: raw.events.slice(0, -1) } : raw
  })
  expect(looks).toBe(2)
  expect(snapshot?.section).toBeDefined()
})

test('no maximum: nothing', async () => {
  const { machine } = await boot({ cpus: 1, workload: { kind: 'none' } })
  expect(await readLatency(look(machine, 'sched'))).toBeUndefined()
})
