/** The page's side of a machine in turn, with the whole machine in another thread: calls, refusals, captures by copy. */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../../control/control-block.ts'
import { checkSteady } from '../../events/steady-event.ts'
import { readBatch } from '../../reader/event-batch.ts'
import { findingsOf } from '../../ring/findings.ts'
import { RingError } from '../../ring/trace-buffer.ts'
import { DEFAULT_CONFIG } from '../machine-config.ts'
import type { MachineConfig } from '../machine-config.ts'
import { ringNow } from '../ring-now.ts'
import { RingsideError } from '../ringside-error.ts'
import { bootBy, expectAddsUp, flatOut, runUntil, tearDownAll } from '../testing/boot-node.ts'
import type { Booted } from '../testing/boot-node.ts'
import { spawnInTurnNode } from '../testing/spawn-node.ts'
import { until } from '../until.ts'
import type { WorkerPort } from '../worker-port.ts'
import { receiveError, sendError } from './messages.ts'
import { RemoteMachine } from './remote-machine.ts'

afterEach(tearDownAll)

const still = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' } } as const

function boot(patch: Partial<MachineConfig>, port: WorkerPort = spawnInTurnNode()): Promise<Booted<RemoteMachine>> {
  return bootBy((plan, listener) => RemoteMachine.boot(plan, listener, port), patch)
}

test('flat out, the ledger adds up, all that is consumed comes over, and a drain is whole', async () => {
  const { machine, consumed } = await boot({ ...flatOut, cpus: 3 })
  await runUntil(machine, 50_000)
  const { ledger } = await machine.state(true)
  expectAddsUp(ledger)
  expect(machine.isRunning).toBe(false)
  expect(consumed.length).toBeGreaterThan(0)
  const drained = readBatch(await machine.readEvents(Call.consume, [1e6]))
  expect(drained.length).toBe(ledger.buffered)
  for (const { body } of [...consumed, ...drained]) expect(checkSteady(body).ok).toBe(true)
})

test('captures: polled, as the state tells it; the same object goes on showing what is there', async () => {
  const { machine } = await boot({ ...flatOut, cpus: 2 })
  expect(machine.readout()).toMatchObject({ running: false, ledger: { attempted: 0 } })
  await machine.start()
  const { captures } = machine
  await until(() => (captures.poll(), (captures.latest(1)?.ledger().committed ?? 0) > 1000), 20_000, 'no captures')
  const latest = captures.latest(1)
  const [before, version] = [latest?.ledger().committed ?? 0, captures.version]
  await until(() => (captures.poll(), captures.version > version + 3), 20_000, 'captures stand still')
  expect(captures.latest(1)).toBe(latest)
  expect(latest?.ledger().committed).toBeGreaterThan(before)
  await machine.stop()
  await captures.fresh()
  expect(machine.readout()).toEqual(await machine.state(false))
  expect(machine.nowNs()).toBeGreaterThan(0)
  for (const cpu of [0, 1]) expect(findingsOf(captures.latest(cpu) as NonNullable<typeof latest>)).toEqual([])
})

test('at rest, another look is no other version, and a look after a change shows it', async () => {
  const { machine } = await boot(still)
  const { captures } = machine
  await captures.fresh()
  const { version } = captures
  captures.poll()
  await machine.stats() // answered behind the look
  expect(captures.version).toBe(version)
  await machine.write(1, 7, new Uint8Array(8), 8)
  captures.poll() // on its way when the next is asked for
  const fresh = await captures.fresh()
  expect(fresh.map((capture) => capture.ledger().committed)).toEqual([0, 1])
})

test('a resize brings captures of the new size', async () => {
  const { machine } = await boot({ ...flatOut, cpus: 2 })
  await machine.start()
  for (const pages of [64, 2]) {
    await machine.resize(pages)
    expect((await machine.captures.fresh()).map((capture) => capture.live().state(true).pages.length)).toEqual([
      pages,
      pages,
    ])
    expect(machine.isRunning).toBe(true)
  }
})

test('bytes, files and counts come over whole, and once', async () => {
  const { machine } = await boot({ ...still, pageSize: 4096, pagesPerCpu: 32 })
  const body = Uint8Array.from({ length: 1000 }, (_, at) => at & 0xff)
  for (let event = 0; event < 10; event++) await machine.write(1, 7, body.subarray(event), body.length - event)
  const page = await machine.pageBytes(1, 0, false)
  const ring = await machine.ringBytes(1)
  expect([page.length, ring.length]).toEqual([4096, 32 * 4096])
  expect(ring.subarray(0, 4096)).toEqual(page)
  const { batches, counts } = await machine.unread()
  expect(batches.flatMap((batch) => readBatch(batch))).toHaveLength(10)
  expect(await machine.unread()).toEqual({ batches, counts })
  expect((await machine.stats()).map(({ entries }) => entries)).toEqual([0, 10])
  // too large to be captured with its bytes: read while parked
  const now = await ringNow(machine, 1)
  expect([now.bytes, now.words.entries]).toEqual([ring, 10])
  expect(machine.bufferNames).toEqual([{ name: 'ringside', cpus: 2 }])
})

test('what is refused there is refused here, with its code and its sentence', async () => {
  const { machine } = await boot({ ...still, snapshot: false })
  await expect(machine.write(9, 7, new Uint8Array(4), 4)).rejects.toThrow(
    new RingsideError('bad-cpu', 'There is no CPU 9: this machine has CPUs 0 to 1.'),
  )
  const refused = machine.swapOrReset(Call.snapshot, undefined)
  await expect(refused).rejects.toMatchObject({ name: 'RingsideError', code: 'no-snapshot' })
  await expect(machine.resize(2 ** 40)).rejects.toMatchObject({ code: 'invalid-config' })
  expect(await machine.write(0, 7, new Uint8Array(4), 4)).toBeGreaterThan(0)
})

test('each kind of error keeps its class on its way', () => {
  const sent = (error: unknown): Error => receiveError(structuredClone(sendError(error)))
  for (const error of [
    new RingsideError('timeout', 'too late'),
    new RingError('no-snapshot', 'none'),
    new Error('oh'),
  ]) {
    expect(sent(error)).toEqual(error)
    expect(sent(error).constructor).toBe(error.constructor)
  }
})

test('a killed CPU is crashed, the others go on', async () => {
  const { machine, crashed } = await boot({ ...flatOut, cpus: 3 })
  await machine.start()
  await machine.kill(1)
  const { cpus, ledger } = await machine.state(false)
  expect(cpus[1]).toMatchObject({ status: 'crashed', at: 'killed' })
  await runUntil(machine, ledger.committed + 10_000)
  expect((await machine.state(false)).cpus[1]?.ledger.attempted).toBe(cpus[1]?.ledger.attempted)
  expect(crashed).toEqual([])
})

test('a machine that cannot come up, and one that is taken down, reject', async () => {
  await expect(boot({ ...still, pagesPerCpu: 2 ** 40 })).rejects.toMatchObject({ code: 'invalid-config' })
  const { machine } = await boot(still)
  const waiting = machine.state(true)
  machine.tearDown()
  await expect(waiting).rejects.toMatchObject({ code: 'crashed' })
  await expect(machine.start()).rejects.toMatchObject({ code: 'crashed' })
})

test('a thread that cannot be loaded rejects the boot', async () => {
  let fail: (message: string) => void = () => {}
  const port: WorkerPort = {
    post: () => fail('no such file'),
    onMessage: () => {},
    onError: (listener) => (fail = listener),
    terminate: () => {},
  }
  const plan = { config: { ...DEFAULT_CONFIG, ...still }, workloads: [] }
  const listener = { onConsumed: () => {}, onCrashed: () => {}, onWarned: () => {} }
  const refused = RemoteMachine.boot(plan, listener, port)
  await expect(refused).rejects.toMatchObject({ code: 'crashed', message: expect.stringContaining('no such file') })
})
