/** Every tracer on the page; the largest latency with its snapshot; interrupts that nest, and what comes of them when they are not saved. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, expectAddsUp, test } from './support/ringside-test.ts'
import type { MachineConfig, RingsidePage } from './support/ringside-test.ts'

type Workload = Extract<MachineConfig['workload'], { kind: 'synthetic' }>
type TracerName = Workload['tracer']

const SEED = 2008
const PLANTED_NS = 5_000_000

const NAMES: Record<TracerName, RegExp> = {
  steady: /^steady$/,
  function: /^function$/,
  sched: /^sched_(switch|wakeup)$/,
  irqsoff: /^(irqs_off|function|irqs_on)$/,
  'irq-storm': /^(irq_handler_(entry|exit)|irq)$/,
  'user-marks': /^tracing_mark_write$/,
}
/** Of which the list shows some wherever it ends. */
const LINES: Record<TracerName, RegExp> = {
  steady: /steady: seq=\d+ bytes=\d+/,
  function: /\w+ <-\w+/,
  sched: /sched_(switch: prev_comm|wakeup: comm)=/,
  irqsoff: /\w+ <-\w+|irqs_o(ff|n): caller=/,
  'irq-storm': /irq_handler_(entry|exit): irq=\d+|irq: /,
  'user-marks': /tracing_mark_write: \S/,
}
const TRACERS = Object.keys(NAMES) as TracerName[]

function tracing(tracer: TracerName, more: Partial<Workload> = {}): Partial<MachineConfig> {
  const workload = { kind: 'synthetic', tracer, eventsPerSecond: Infinity, ...more } as const
  return { seed: SEED, cpus: 3, pageSize: 4096, reader: { kind: 'none' }, workload }
}

/** Flat out, until every CPU has made its attempts. */
async function ranOut(ringside: RingsidePage, tracer: TracerName): Promise<void> {
  await ringside.open()
  await ringside.configure(tracing(tracer, { eventsPerCpu: 2000 }))
  await ringside.start()
  await ringside.page.evaluate(() =>
    window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')),
  )
  await ringside.stop()
}

interface SnapshotEvent {
  cpu: number
  name: string
  text: string
}

function snapshotOf(page: Page): Promise<SnapshotEvent[]> {
  return page.evaluate(async () =>
    (await window.ringside.read({ snapshot: true })).map(({ cpu, name, text }) => ({ cpu, name, text })),
  )
}

async function openLatency(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Latency' }).click()
  return page.getByRole('region', { name: 'Latency', exact: true })
}

const snapshotIn = (latency: Locator) => latency.getByRole('group', { name: 'Snapshot in the latency format' })

/** The text of the snapshot, as the link gives it. */
async function downloadedLines(page: Page, latency: Locator): Promise<string[]> {
  const download = page.waitForEvent('download')
  await latency.getByRole('link', { name: 'Download' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('ringside-latency.txt')
  return (await readFile(await file.path(), 'utf8')).split('\n').slice(0, -1)
}

/** Task, pid, CPU, flags and delay are taken off; of functions the kernel prints no name. */
function eventsIn(lines: readonly string[]): SnapshotEvent[] {
  return lines.flatMap((line) => {
    const [, cpu, text = ''] = /^.{8}-\d+ +(\d+)X\.\.\.\. +-?\d+us.: (.*)$/.exec(line) ?? []
    if (cpu === undefined) return []
    const [, name = 'function', rest = text] = /^(\w+): (.*)$/.exec(text) ?? []
    return [{ cpu: Number(cpu), name, text: rest }]
  })
}

for (const tracer of TRACERS) {
  test(`${tracer}: chosen on the page, its events are listed and the ledger adds up`, async ({ ringside, page }) => {
    await ringside.open()
    await page.getByRole('combobox', { name: 'trace or tracer' }).selectOption(`${tracer}, synthetic`)
    await expect.poll(() => page.evaluate(() => window.ringside.config().workload)).toMatchObject({ tracer })
    await ringside.configure({ reader: { kind: 'consume', eventsPerSecond: 2000 } })
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.read > 50))
    await ringside.stop()
    const listed = page.getByRole('region', { name: 'Events', exact: true })
    await expect(listed.getByText(LINES[tracer]).first()).toBeVisible()
    await ringside.configure(tracing(tracer))
    await ringside.runTo(5000)
    const names = await page.evaluate(async () => (await window.ringside.read()).map(({ name }) => name))
    expect(names.length).toBeGreaterThan(0)
    for (const name of new Set(names)) expect(name).toMatch(NAMES[tracer])
    expectAddsUp(await ringside.state())
  })
}

test(`the latency view finds the planted section of 5 ms, and its snapshot holds just that, seed ${SEED}`, async ({
  ringside,
  page,
}) => {
  await ranOut(ringside, 'irqsoff')
  const { maxLatency } = await ringside.state()
  expect(maxLatency?.ns).toBe(PLANTED_NS)
  const latency = await openLatency(page)
  await expect(latency.getByRole('group', { name: 'maximum 5000 µs' })).toBeVisible()
  await expect(latency).toContainText(`on CPU ${maxLatency?.cpu}`)
  await expect(latency).toContainText('modelled by the tracer')
  const lines = await downloadedLines(page, latency)
  const events = eventsIn(lines)
  expect(lines).toContain('# irqsoff latency trace v1.1.5 on ringside')
  expect(lines.some((line) => line.startsWith('# latency: 5000 us,'))).toBe(true)
  expect(lines.filter((line) => !line.startsWith('#'))).toHaveLength(events.length)
  expect(new Set(events.map(({ cpu }) => cpu))).toEqual(new Set([maxLatency?.cpu]))
  expect(events[0]?.name).toBe('irqs_off')
  expect(events.at(-1)?.name).toBe('irqs_on')
  expect(events.at(-1)?.text).toContain(`latency=${PLANTED_NS} ns`)
  for (const { name } of events.slice(1, -1)) expect(name).toBe('function')
  expect(events).toEqual(await snapshotOf(page))
  const callers = [events[0], events.at(-1)].map((event) => /caller=(\S+)/.exec(event?.text ?? '')?.[1] ?? '?')
  await expect(latency).toContainText(callers.join(' to '))
  expect(lines).toContain(`#  => started at: ${callers[0]}`)
  expect(lines).toContain(`#  => ended at:   ${callers[1]}`)
})

test('sched: the snapshot of all CPUs, as reading gives it', async ({ ringside, page }) => {
  await ranOut(ringside, 'sched')
  const { maxLatency, ledger } = await ringside.state()
  const us = Math.trunc((maxLatency?.ns ?? 0) / 1000)
  expect(us).toBeGreaterThan(0)
  const latency = await openLatency(page)
  await expect(latency.getByRole('group', { name: `maximum ${us} µs` })).toBeVisible()
  const lines = await downloadedLines(page, latency)
  const events = eventsIn(lines)
  expect(lines[0]).toBe('# tracer: wakeup')
  expect(events).toHaveLength(ledger.inSnapshot)
  expect(events).toEqual(await snapshotOf(page))
})

test('delays are marked as today or as in 2008, in the merged stream or on the same CPU; the text is copied', async ({
  ringside,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ringside.open()
  // in step with the modelled time, so that there are delays to mark
  await ringside.configure({ ...tracing('irqsoff', { eventsPerSecond: 500 }) })
  await ringside.start()
  await page.evaluate((ns) => window.ringside.waitFor(({ maxLatency }) => maxLatency?.ns === ns), PLANTED_NS)
  await ringside.stop()
  const latency = await openLatency(page)
  const marks = async (): Promise<string> => {
    const lines = await downloadedLines(page, latency)
    return lines.map((line) => /us(.): /.exec(line)?.[1] ?? '').join('')
  }
  const today = await marks()
  // 5 ms in up to 14 events; on a busy machine one of them can come later still
  expect(today).toMatch(/[#*@$]/)
  await latency.getByRole('combobox', { name: 'marks' }).selectOption('of 2008')
  const set2008 = (marks: string) => marks.replaceAll(/[$@*#!]/g, '!')
  await expect.poll(marks).toMatch(/^[!+ ]+$/)
  expect(set2008(today)).toMatch(/!/)
  const long = (marks: string) => [...set2008(marks)].map((mark) => mark === '!')
  expect(long(await marks())).toEqual(long(today))
  // of one CPU the merged stream is its own
  const before = await marks()
  await latency.getByRole('combobox', { name: 'delay to the next entry of' }).selectOption('the same CPU')
  await expect.poll(marks).toBe(before)
  await latency.getByRole('button', { name: 'Copy' }).click()
  await expect(latency.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n').slice(0, -1)).toEqual(await downloadedLines(page, latency))
})

test('while the machine runs flat out the view follows the maximum, and the page goes on', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const latency = await openLatency(page)
  await expect(latency).toContainText('No tracer searches for a latency')
  await ringside.configure(tracing('irqsoff'))
  await expect(latency).toContainText('No maximum so far')
  await ringside.start()
  await page.evaluate((ns) => window.ringside.waitFor(({ maxLatency }) => maxLatency?.ns === ns), PLANTED_NS)
  await expect(latency.getByRole('group', { name: 'maximum 5000 µs' })).toBeVisible()
  const refresh = latency.getByRole('button', { name: 'Refresh' })
  for (let press = 0; press < 5; press++) await refresh.click()
  // a snapshot that was refused while the view was reading is said, and never another one shown
  await expect(snapshotIn(latency).or(latency.getByText('not of this maximum'))).toBeVisible()
  await ringside.stop()
  expectAddsUp(await ringside.state())
})

test('a snapshot taken since is not shown as the maximum’s; without one, or without time, that is said', async ({
  ringside,
  page,
}) => {
  await ranOut(ringside, 'irqsoff')
  const latency = await openLatency(page)
  await snapshotIn(latency).press('Home')
  await expect(latency.getByText(/latency: 5000 us/)).toBeVisible()
  await page.evaluate(() => window.ringside.snapshot())
  await latency.getByRole('button', { name: 'Refresh' }).click()
  await expect(latency).toContainText('The snapshot is not of this maximum')
  await expect(latency.getByText(/latency: 5000 us/)).toHaveCount(0)
  await ringside.configure({ snapshot: false })
  await ringside.runTo(3000)
  await expect(latency).toContainText('what led to it is not kept')
  await expect(page.getByRole('region', { name: 'Controls' })).toContainText('what led to it is not kept')
  await ringside.configure({ snapshot: true, clock: 'counter' })
  await ringside.runTo(3000)
  await expect(latency).toContainText('tells no time')
})

test('irq-storm: interrupts two and three deep are in the list', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ ...tracing('irq-storm', { eventsPerCpu: 1000 }), cpus: 2, pagesPerCpu: 32 })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')))
  await ringside.stop()
  const listed = page.getByRole('region', { name: 'Events', exact: true })
  for (const depth of [2, 3]) {
    // the list shows its end: read on until an interrupt so deep is the last one
    const found = await page.evaluate(async (depth) => {
      const events = await window.ringside.read()
      const at = events.findIndex(({ text }) => text.includes(`depth=${depth}`))
      if (at >= 0) await window.ringside.consume(at + 1)
      return events[at]?.text
    }, depth)
    expect(found).toContain(`depth=${depth}`)
    await expect(listed.getByText(found ?? '?').last()).toBeVisible()
  }
  expectAddsUp(await ringside.state())
})

test('without saved interrupts a CPU waits for itself; the page goes on, and a new machine heals it', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure(tracing('irq-storm'))
  const saves = page.getByRole('switch', { name: 'save irqs' })
  await expect(saves).toBeChecked()
  await saves.click()
  await expect(saves).not.toBeChecked()
  await expect(page.getByRole('region', { name: 'Controls' })).toContainText('waits for itself for ever')
  await ringside.start()
  const { cpus } = await page.evaluate(() =>
    window.ringside.waitFor(({ cpus }) => cpus.some(({ status }) => status === 'waiting')),
  )
  const stuck = cpus.find(({ status }) => status === 'waiting')
  expect(stuck?.waitsFor).toBe(stuck?.cpu)
  await expect(page.getByRole('region', { name: 'Rings' }).getByText('waits for itself').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Files' }).click()
  await expect(page.getByRole('region', { name: 'Files', exact: true })).toBeVisible()
  await ringside.configure({ irqSave: true })
  await ringside.runTo(5000)
  const healed = await ringside.state()
  expect(healed.cpus.every(({ status }) => status !== 'waiting')).toBe(true)
  expectAddsUp(healed)
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong with the latency view and the tracers' controls, ${theme}`, async ({
    ringside,
    page,
  }) => {
    await ringside.open(`?theme=${theme}`)
    const latency = await openLatency(page)
    expect(await violationsOn(page)).toEqual([])
    await ringside.configure({ ...tracing('irqsoff'), irqSave: false })
    await ringside.runTo(3000)
    await expect(latency.getByRole('group', { name: 'Snapshot in the latency format' })).toBeVisible()
    expect(await violationsOn(page)).toEqual([])
  })
}

test('on a phone the latency is under More', async ({ ringside, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await ranOut(ringside, 'irqsoff')
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'More' }).click()
  const latency = await openLatency(page)
  await snapshotIn(latency).press('Home')
  await expect(latency.getByText(/latency: 5000 us/)).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})
