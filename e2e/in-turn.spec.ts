/** A host without headers, and no service worker that adds them: all CPUs take turns in one worker, by the same code. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { coloursOf } from './support/rings-colours.ts'
import { expect, expectAddsUp, RingsidePage, freshTest as base } from './support/ringside-test.ts'

const FLAT_OUT = { kind: 'trace', source: 'juno-sched', speed: Infinity, loop: true } as const
const READ_ALL = { kind: 'consume', eventsPerSecond: Infinity } as const
const STILL = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const

base.use({ serviceWorkers: 'block' })

const plainUrl = (): string => process.env.RINGSIDE_PLAIN_URL ?? ''

/** The page of that host, its first machine up; it must not complain of anything. */
const test = base.extend<{ inTurn: RingsidePage }>({
  inTurn: async ({ page }, provide) => {
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(plainUrl())
    await page.evaluate(() => window.ringside.ready)
    await provide(new RingsidePage(page))
    expect(complaints).toEqual([])
  },
})

test('opens running, in one worker, and says what is off, why, and what to do', async ({ inTurn, page }) => {
  expect(await page.evaluate(() => [typeof SharedArrayBuffer, window.ringside.capabilities()])).toEqual([
    'undefined',
    { isolated: false, sharedMemory: false, workers: true, stepping: false },
  ])
  const state = await page.evaluate(() =>
    window.ringside.waitFor(({ ledger, running }) => running && ledger.overrun > 0 && ledger.read > 0),
  )
  expect(state.cpus.map(({ status }) => status)).toEqual(Array(6).fill('running'))
  expectAddsUp(state)
  expect(page.workers().map((worker) => /\/in-turn\.worker-/.test(worker.url()))).toEqual([true])

  await expect(page.getByText('in turn · not isolated')).toBeVisible()
  const notice = page.getByRole('complementary', { name: 'CPUs take turns' })
  await expect(notice).toContainText('this page is not cross-origin isolated')
  await expect(notice).toContainText('Races cannot happen here, and stepping is off.')
  await expect(notice.getByText('Cross-Origin-Opener-Policy')).toBeHidden()
  await notice.getByText('What to do').click()
  await expect(notice.getByText('Cross-Origin-Opener-Policy')).toBeVisible()
  await inTurn.stop() // what stands still can be looked at
  expect(await violationsOn(page, '.in-turn-notice')).toEqual([])
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toBeHidden()
})

test('flat out the rings overrun, every capture adds up, and a drain is sorted and whole', async ({ inTurn, page }) => {
  await inTurn.configure({ workload: FLAT_OUT, reader: READ_ALL })
  await inTurn.start()
  for (let look = 0; look < 10; look++) expectAddsUp(await inTurn.state())
  await inTurn.runTo((await inTurn.state()).ledger.committed + 50_000)
  const { ledger } = await inTurn.state()
  expect(ledger.overrun).toBeGreaterThan(0)
  expect(ledger.inFlight).toBe(0)
  const drained = await page.evaluate(async () =>
    (await window.ringside.consume(1e6)).map(({ cpu, ts }) => ({ cpu, ts })),
  )
  expect(drained).toHaveLength(ledger.buffered)
  expect(drained).toEqual(drained.toSorted((a, b) => a.ts - b.ts || a.cpu - b.cpu))
})

test('the pictures move, and what is read is listed', async ({ inTurn, page }) => {
  const timeline = page.locator('.timeline-canvas')
  const before = await timeline.screenshot()
  expect((await inTurn.state()).running).toBe(true)
  await expect.poll(async () => before.equals(await timeline.screenshot())).toBe(false)
  await expect(page.getByRole('listbox', { name: /^Events/ })).toContainText(/sched_/)
})

test('very many pages are drawn here, without a worker that shares their memory', async ({ inTurn, page }) => {
  const workload = { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 2000 } as const
  await inTurn.configure({ cpus: 4, pagesPerCpu: 1024, workload, reader: { kind: 'none' } })
  await inTurn.start()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.committed > 5000))
  await expect.poll(async () => (await coloursOf(page)).size).toBeGreaterThan(4)
  expect(page.workers().filter((worker) => /density/.test(worker.url()))).toEqual([])
})

/** The same writes and snapshots, on whichever machine: what its rings hold then, and what reading gives. */
function playScript(page: Page) {
  return page.evaluate(async () => {
    const { ringside } = window
    for (let event = 0; event < 150; event++) {
      const length = (event * 7) % 60
      await ringside.write(
        event % 2,
        1 + (event % 5),
        Array.from({ length }, (_, at) => (event + at) & 0xff),
      )
      if (event % 40 === 39) await ringside.snapshot(event === 79 ? 1 : undefined)
      if (event % 30 === 29) await ringside.consume(5)
    }
    const pages: number[][] = []
    for (const snapshot of [false, true])
      for (const cpu of [0, 1])
        for (let at = 0; at < 4; at++) pages.push([...(await ringside.pageBytes(cpu, at, { snapshot }))])
    const { ledger, cpus } = await ringside.state()
    const read = (await ringside.read()).map(({ cpu, ts, type, payload }) => ({ cpu, ts, type, payload: [...payload] }))
    return { pages, ledger, cpus, read }
  })
}

test('the same calls leave the same bytes as with threads on shared memory', async ({ inTurn, page }) => {
  const config = { ...STILL, cpus: 2, pagesPerCpu: 4, pageSize: 256, clock: 'counter' } as const
  await inTurn.configure(config)
  const here = await playScript(page)
  await inTurn.open() // on the host that sends headers
  expect(await page.evaluate(() => window.ringside.capabilities().sharedMemory)).toBe(true)
  await inTurn.configure(config)
  expect(here).toEqual(await playScript(page))
  expect(here.ledger.overrun).toBeGreaterThan(0)
})

test('files, export, recovery, registered events and a resize work as with threads', async ({ inTurn, page }) => {
  await inTurn.configure({ cpus: 2, pagesPerCpu: 8, pageSize: 1024, workload: FLAT_OUT, reader: { kind: 'none' } })
  await inTurn.runTo(5000)
  const { cpus } = await inTurn.state()
  const files = await page.evaluate(async () => {
    const { ringside } = window
    const text = async (blob: Promise<Blob>): Promise<string> => (await blob).text()
    return {
      listing: await text(ringside.debugfs('buffers/ringside')),
      stats: await text(ringside.debugfs('buffers/ringside/stats')),
      binary: (await ringside.debugfs('buffers/ringside/binary1')).size,
      exported: await text(ringside.exportTrace('ftrace-text')),
      recovered: (await ringside.recover(1, { words: true })).length,
      id: await ringside.registerEvent({ name: 'mine', fields: ['field:int a; offset:0; size:4; signed:1;'] }),
    }
  })
  expect(files.listing).toContain('binary1')
  expect(files.stats).toContain(String(cpus[0]?.entries))
  expect(files.binary).toBe(8 * 1024)
  expect(files.exported).toMatch(/sched_/)
  expect(files.recovered).toBe(cpus[1]?.ledger.buffered)
  expect(files.id).toBeGreaterThan(0)
  await inTurn.start()
  await page.evaluate(() => window.ringside.resize(16))
  await inTurn.runTo((await inTurn.state()).ledger.committed + 1000)
  const resized = await inTurn.state()
  expect(resized.cpus.map(({ pages }) => pages.length)).toEqual([16, 16])
  expectAddsUp(resized)
})

test('a killed CPU is crashed, the others go on, and Restart brings all back', async ({ inTurn, page }) => {
  await page.evaluate(() => window.ringside.kill(2))
  const { cpus, ledger } = await inTurn.state()
  expect(cpus[2]?.status).toBe('crashed')
  await page.evaluate((more) => window.ringside.waitFor((state) => state.ledger.committed > more), ledger.committed)
  expect(await inTurn.codeOf('write', 2, 1, [])).toBe('RingsideError crashed')
  expect(await inTurn.codeOf('write', 77, 1, [])).toBe('RingsideError bad-cpu')
  await inTurn.configure({})
  expect((await inTurn.state()).cpus[2]?.status).not.toBe('crashed')
})

test('interrupts under the lock: a CPU that waits for itself for ever stops nobody else', async ({ inTurn, page }) => {
  await inTurn.configure({
    cpus: 2,
    pageSize: 4096,
    irqSave: false,
    workload: { kind: 'synthetic', tracer: 'irq-storm', eventsPerSecond: Infinity },
  })
  await inTurn.start()
  const { cpus } = await page.evaluate(() =>
    window.ringside.waitFor((state) => state.cpus.every(({ status }) => status === 'waiting')),
  )
  expect(cpus.map(({ waitsFor }) => waitsFor)).toEqual([0, 1])
  await inTurn.stop()
  await inTurn.configure({ irqSave: true })
  await inTurn.runTo(10_000)
  expectAddsUp(await inTurn.state())
})

test('in a frame it offers a tab of its own', async ({ page }) => {
  const parent = new URL('parent.html', plainUrl()).href
  const body = `<!doctype html><iframe title="Ringside" src="${plainUrl()}" width="1300" height="800"></iframe>`
  await page.route(parent, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(parent)
  const frame = page.frameLocator('iframe')
  await frame.getByText('What to do').click()
  const link = frame.getByRole('link', { name: 'Open it in a tab of its own' })
  expect(await link.getAttribute('href')).toBe(plainUrl())
})
