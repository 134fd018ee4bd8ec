/** The main job: real workers replay a real trace through real rings. */
import { expect, expectAddsUp, test } from './support/ringside-test.ts'

const FLAT_OUT = { kind: 'trace', source: 'juno-sched', speed: Infinity, loop: true } as const
const READ_ALL = { kind: 'consume', eventsPerSecond: Infinity } as const

test('opens isolated and running: six CPUs replay the trace, rings wrap, events are read', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(await page.evaluate(() => window.ringside.capabilities())).toMatchObject({
    isolated: true,
    sharedMemory: true,
    workers: true,
  })
  const state = await page.evaluate(() =>
    window.ringside.waitFor(({ ledger, running }) => running && ledger.overrun > 0 && ledger.read > 0),
  )
  expect(state.cpus).toHaveLength(6)
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('flat out the rings overrun, and the ledger adds up at every stop', async ({ ringside }) => {
  await ringside.open()
  await ringside.stop()
  await ringside.configure({ workload: FLAT_OUT, reader: READ_ALL })
  let committed = (await ringside.state()).ledger.committed
  for (let stop = 0; stop < 5; stop++) {
    await ringside.runTo((committed += 20_000))
    const state = await ringside.state()
    expectAddsUp(state)
    expect(state.ledger.inFlight).toBe(0)
    for (const { pages, ledger, snapshot } of state.cpus) {
      expect(pages.reduce((sum, page) => sum + page.unread, 0)).toBe(ledger.buffered)
      expect(snapshot?.pages.reduce((sum, page) => sum + page.unread, 0)).toBe(ledger.inSnapshot)
      for (const { committedBytes, consumedBytes, paddingBytes, reservedBytes } of pages) {
        expect(committedBytes + paddingBytes + reservedBytes).toBeLessThanOrEqual(256)
        expect(consumedBytes).toBeLessThanOrEqual(committedBytes)
      }
    }
    committed = state.ledger.committed
  }
  expect((await ringside.state()).ledger.overrun).toBeGreaterThan(0)
})

test("while it runs, every CPU's own ledger adds up in every capture", async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ workload: FLAT_OUT, reader: READ_ALL })
  await ringside.start()
  for (let look = 0; look < 20; look++) {
    const { cpus } = await page.evaluate(() => window.ringside.state({ pages: false }))
    for (const { ledger } of cpus) {
      expect(ledger.committed).toBe(ledger.read + ledger.buffered + ledger.overrun + ledger.erased + ledger.inSnapshot)
    }
  }
})

test('one drain after stop is sorted by stamp, CPU, place, and prints the fields of the trace', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ pagesPerCpu: 4, workload: FLAT_OUT, reader: { kind: 'none' } })
  await ringside.runTo(5000)
  const before = await ringside.state()
  const drained = await page.evaluate(async () =>
    (await window.ringside.consume(Infinity)).map(({ cpu, ts, name, text, lostBefore }) => ({
      cpu,
      ts,
      name,
      text,
      lostBefore,
    })),
  )
  expect(drained).toHaveLength(before.ledger.buffered)
  const sorted = [...drained].sort((a, b) => a.ts - b.ts || a.cpu - b.cpu)
  expect(drained).toEqual(sorted)
  expect(drained.reduce((sum, event) => sum + event.lostBefore, 0)).toBe(before.ledger.overrun)
  const file = await page.evaluate(async () => (await fetch('./traces/juno-sched.txt')).text())
  const recorded = new Set(
    file
      .split('\n')
      .map((line) =>
        line.replace(/^.*\[(\d+)\].*?: (\w+): +(.*)$/, (_, cpu, name, text) => `${Number(cpu)} ${name} ${text}`),
      ),
  )
  for (const { cpu, name, text } of drained) expect(recorded).toContain(`${cpu} ${name} ${text}`)
  const after = await ringside.state()
  expect(after.ledger).toMatchObject({ buffered: 0, read: before.ledger.read + drained.length })
})

test('without overwrite a full ring refuses, counts it, and keeps the oldest', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.stop()
  await ringside.configure({
    cpus: 2,
    overwrite: false,
    reader: { kind: 'none' },
    workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  })
  await ringside.start()
  await page.evaluate(() =>
    window.ringside.waitFor(({ cpus }) => cpus.every(({ ledger }) => ledger.refused.full > 100)),
  )
  await ringside.stop()
  const state = await ringside.state()
  expectAddsUp(state)
  expect(state.ledger.overrun).toBe(0)
  const firsts = await page.evaluate(async () => (await window.ringside.consume(2)).map(({ text }) => text))
  expect(firsts[0]).toContain('seq=0 ')
})

test('a snapshot holds the very bytes that were live, and recording goes on in an empty ring', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ workload: FLAT_OUT, reader: { kind: 'none' } })
  await ringside.runTo(3000)
  const before = await ringside.state()
  const allPages = (snapshot: boolean) =>
    page.evaluate(async (snapshot) => {
      const { cpus, pagesPerCpu } = window.ringside.config()
      const pages: string[] = []
      for (let cpu = 0; cpu < cpus; cpu++)
        for (let index = 0; index < pagesPerCpu; index++)
          pages.push(Array.from(await window.ringside.pageBytes(cpu, index, { snapshot })).join())
      return pages
    }, snapshot)
  const live = await allPages(false)
  await page.evaluate(() => window.ringside.snapshot())
  expect(await allPages(true)).toEqual(live)
  const after = await ringside.state()
  expectAddsUp(after)
  expect(after.ledger).toMatchObject({ buffered: 0, inSnapshot: before.ledger.buffered })
  expect(after.cpus.map(({ snapshot }) => snapshot?.overrun)).toEqual(before.cpus.map(({ overrun }) => overrun))
  await page.evaluate(() => window.ringside.snapshot(0, { resetOthers: true }))
  const one = await ringside.state()
  expectAddsUp(one)
  expect(one.ledger.inSnapshot).toBe(0)
  await ringside.runTo(one.ledger.committed + 1000)
  expect((await ringside.state()).ledger.buffered).toBeGreaterThan(0)
})

test('disable stops writes, and nests', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ workload: FLAT_OUT })
  await ringside.start()
  expect(await page.evaluate(() => window.ringside.disable())).toBe(1)
  expect(await page.evaluate(() => window.ringside.disable())).toBe(2)
  const { committed, refused } = (await ringside.state()).ledger
  await page.evaluate(
    (count) => window.ringside.waitFor(({ ledger }) => ledger.refused.disabled > count + 1000),
    refused.disabled,
  )
  expect((await ringside.state()).ledger.committed).toBe(committed)
  expect(await page.evaluate(() => window.ringside.enable())).toBe(1)
  expect(await page.evaluate(() => window.ringside.write(0, 7, [1]))).toBe('disabled')
  expect(await page.evaluate(() => window.ringside.enable())).toBe(0)
  await page.evaluate((count) => window.ringside.waitFor(({ ledger }) => ledger.committed > count), committed)
  expect(await ringside.codeOf('enable')).toBe('RingsideError not-disabled')
  await ringside.stop()
  expectAddsUp(await ringside.state())
})

test('sixteen CPUs boot, run and stop', async ({ ringside }) => {
  await ringside.open()
  await ringside.configure({ cpus: 16, workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 2000 } })
  await ringside.runTo(2000)
  const state = await ringside.state()
  expect(state.cpus).toHaveLength(16)
  expect(state.cpus.every(({ ledger }) => ledger.committed > 0)).toBe(true)
  expectAddsUp(state)
})

test('a killed CPU is shown, and the rest go on', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({
    workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
    reader: READ_ALL,
  })
  await ringside.start()
  await page.evaluate(() => window.ringside.kill(2))
  const killed = await ringside.state()
  expect(killed.cpus[2]?.status).toBe('crashed')
  await expect(
    page
      .getByRole('region', { name: 'Rings' })
      .getByText(/crashed/)
      .first(),
  ).toBeVisible()
  const { read, committed } = killed.ledger
  await page.evaluate(
    ([read, committed]) =>
      window.ringside.waitFor(({ ledger }) => ledger.read > read + 50 && ledger.committed > committed + 5000),
    [read, committed] as const,
  )
  const after = await ringside.state()
  expect(after.cpus[2]?.ledger.attempted).toBe(killed.cpus[2]?.ledger.attempted)
  await ringside.stop()
  expectAddsUp(await ringside.state())
  expect(await ringside.codeOf('write', 2, 7, [1])).toBe('RingsideError crashed')
})

for (const clock of ['local', 'global', 'counter'] as const) {
  test(`clock ${clock}: stamps never go back on a CPU`, async ({ ringside, page }) => {
    await ringside.open()
    await ringside.configure({
      clock,
      reader: { kind: 'none' },
      workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
    })
    await ringside.runTo(5000)
    const drained = await page.evaluate(async () =>
      (await window.ringside.consume(Infinity)).map(({ cpu, ts }) => ({ cpu, ts })),
    )
    const last = new Map<number, number>()
    for (const { cpu, ts } of drained) {
      expect(ts).toBeGreaterThanOrEqual(last.get(cpu) ?? 1)
      last.set(cpu, ts)
    }
    if (clock === 'counter') expect(new Set(drained.map(({ ts }) => ts)).size).toBe(drained.length)
  })
}
