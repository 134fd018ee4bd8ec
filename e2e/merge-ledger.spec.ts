/** The merge, explained; the ledger, explained; the statistics. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { MachineState, RingsidePage } from './support/ringside-test.ts'

const STILL = { workload: { kind: 'none' }, reader: { kind: 'none' }, overwrite: true } as const
const HOUR_NS = 3.6e12

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const show = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()
const delivered = (page: Page) =>
  region(page, 'Merge').getByRole('group', { name: 'Delivered last' }).getByRole('listitem')

/** Seconds to the nanosecond, as the heads are shown. */
const inSeconds = (ts: number): string => `${Math.floor(ts / 1e9)}.${String(ts % 1e9).padStart(9, '0')}`

/** So many events on each of these CPUs in turn, while the machine runs; then it stands still. */
async function writeOn(page: Page, cpus: readonly number[]): Promise<void> {
  await page.evaluate(async (cpus) => {
    await window.ringside.start()
    for (const cpu of cpus) await window.ringside.write(cpu, 1, [cpu, 0, 0, 0])
    await window.ringside.stop()
  }, cpus)
}

/** Rings with unread events that nobody takes: flat out until they overran. */
async function fillRings(ringside: RingsidePage): Promise<void> {
  const workload = { kind: 'trace', source: 'juno-sched', speed: Infinity, loop: true } as const
  await ringside.configure({ workload, reader: { kind: 'none' } })
  await ringside.runTo(2000)
}

test('one at a time: the winner that is told is the event that peek gives, and it is delivered next', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await fillRings(ringside)
  await show(page, 'Merge')
  const merge = region(page, 'Merge')
  for (const way of ['scan (consume)', 'tree (iterator)']) {
    await merge.getByRole('combobox', { name: 'compared by' }).selectOption(way)
    for (let event = 0; event < 5; event++) {
      const next = await page.evaluate(() => window.ringside.peek())
      if (!next) throw new Error('the rings are empty')
      await expect(merge.getByText(`Next is CPU ${next.cpu}: `)).toBeVisible()
      const head = merge.getByRole('row').filter({ has: page.getByRole('rowheader', { name: `CPU ${next.cpu}` }) })
      await expect(head.getByRole('cell').first()).toHaveText(inSeconds(next.ts))
      await expect(head.getByRole('cell').nth(1)).toHaveText(/^next/)
      const { read } = (await ringside.state()).ledger
      await merge.getByRole('button', { name: 'Take one' }).press('Enter')
      await expect.poll(async () => (await ringside.state()).ledger.read).toBe(read + 1)
      await expect(delivered(page).last()).toContainText(
        `CPU ${next.cpu} ${(Math.floor((next.ts + 500) / 1000) / 1e6).toFixed(6)}`,
      )
    }
  }
})

test('ten at once, played one after the other, stopped; keys do the same in the panel', async ({ ringside, page }) => {
  await ringside.open()
  await fillRings(ringside)
  await show(page, 'Merge')
  const merge = region(page, 'Merge')
  const read = async (): Promise<number> => (await ringside.state()).ledger.read
  const begin = await read()
  await merge.getByRole('button', { name: 'Take 10' }).click()
  await expect.poll(read).toBe(begin + 10)
  await merge.getByRole('group', { name: 'Heads of the rings' }).focus()
  await page.keyboard.press('n')
  await expect.poll(read).toBe(begin + 11)
  await page.keyboard.press('Shift+N')
  await expect.poll(read).toBe(begin + 21)
  await merge.getByRole('combobox', { name: 'speed' }).selectOption('5/s')
  await merge.getByRole('button', { name: 'Play' }).click()
  await expect.poll(read).toBeGreaterThan(begin + 23)
  await merge.getByRole('button', { name: 'Stop' }).click()
  await expect(merge.getByRole('button', { name: 'Play' })).toBeVisible()
  await ringside.start()
  await expect(merge.getByRole('button', { name: 'Take one' })).toBeDisabled()
  await expect(merge.getByText('Flowing')).toBeVisible()
})

test('played to the end: all rings are empty, and nothing goes on', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ ...STILL, cpus: 3 })
  await writeOn(page, [2, 0])
  await show(page, 'Merge')
  const merge = region(page, 'Merge')
  await expect(merge.getByText('empty CPU 1')).toBeVisible()
  await merge.getByRole('combobox', { name: 'speed' }).selectOption('5/s')
  await merge.getByRole('button', { name: 'Play' }).click()
  await expect(merge.getByText('All rings are empty.')).toBeVisible()
  await expect(merge.getByRole('button', { name: 'Play' })).toBeVisible()
  expect((await ringside.state()).ledger).toMatchObject({ read: 2, buffered: 0 })
})

test('a late arrival is shown as what it is, and the ledger’s number leads to it', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ ...STILL, cpus: 4, clock: 'global', clockOffsetsNs: [0, 0, 0, -HOUR_NS] })
  await writeOn(page, [0, 1])
  await page.evaluate(() => window.ringside.consume(2))
  await writeOn(page, [3, 1])
  expect(await page.evaluate(() => window.ringside.peek())).toMatchObject({ cpu: 3, late: true })
  await region(page, 'Ledger').getByLabel('late 0', { exact: true }).click()
  await region(page, 'Ledger explained').getByRole('button', { name: 'Show: Merge, explained' }).click()
  const merge = region(page, 'Merge')
  await expect(merge.getByRole('rowheader', { name: /^CPU 3/ })).toContainText('−3600s')
  await merge.getByRole('button', { name: 'Take one' }).click()
  const last = delivered(page).last()
  await expect(last).toContainText(/late by [\d.]+ [mµ]?s: CPU 3’s ring was empty when CPU 1’s event was taken/)
  await expect(merge.getByText(/can only come behind: late/)).toBeVisible()
  // what comes in time is not
  await merge.getByRole('button', { name: 'Take one' }).click()
  await expect(delivered(page)).toHaveCount(4)
  await expect(last).not.toContainText('late')
  await expect(region(page, 'Ledger').getByLabel('late 1', { exact: true })).toBeVisible()
})

test('equal stamps: the lower CPU is next, and both sides say so', async ({ ringside, page }) => {
  await ringside.open()
  const line = (cpu: number, usecs: number): string => `    bash-100   [00${cpu}]     1.${usecs}: my_event: value=1`
  const text = [line(0, 100_000), line(2, 200_000), line(1, 200_000), line(0, 300_000)].join('\n')
  await page.evaluate(async (text) => {
    const { ringside } = window
    const { id } = await ringside.openTrace(new Blob([text]), 'made.txt')
    const workload = { kind: 'trace', source: id, speed: Infinity, loop: false } as const
    await ringside.configure({ cpus: 3, workload, reader: { kind: 'none' }, clock: 'local' })
    await ringside.start()
    await ringside.waitFor(({ ledger }) => ledger.committed === 4)
    await ringside.stop()
    await ringside.consume(1)
  }, text)
  await show(page, 'Merge')
  const merge = region(page, 'Merge')
  await expect(merge.getByText('Next is CPU 1: CPU 2 has the same stamp, and ties go to the lower CPU.')).toBeVisible()
  await expect(merge.getByText('next: same as CPU 2, which is higher')).toBeVisible()
  await expect(merge.getByText('same as CPU 1, which is lower')).toBeVisible()
})

test('an event of a head or of what was delivered is the selection of all panels', async ({ ringside, page }) => {
  await ringside.open()
  await fillRings(ringside)
  await show(page, 'Merge')
  const next = await page.evaluate(() => window.ringside.peek())
  const { cpus } = await ringside.state()
  const { headPage } = cpus[next?.cpu ?? 0] as MachineState['cpus'][number]
  const merge = region(page, 'Merge')
  const head = merge.getByRole('row').filter({ has: page.getByText(/^next/) })
  await head.getByRole('button').click()
  await expect(head.getByRole('button')).toHaveAttribute('aria-pressed', 'true')
  await expect(region(page, 'Page bytes')).toContainText(`CPU ${next?.cpu} page ${headPage}`)
  await merge.getByRole('button', { name: 'Take one' }).click()
  await expect(delivered(page).last().getByRole('button')).toHaveAttribute('aria-pressed', 'true')
})

test('rings that are too large to be captured with their bytes: the heads are read', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ pagesPerCpu: 64, pageSize: 4096 })
  await fillRings(ringside)
  await show(page, 'Merge')
  const next = await page.evaluate(() => window.ringside.peek())
  await expect(region(page, 'Merge').getByText(`Next is CPU ${next?.cpu}: `)).toBeVisible()
})

const TERMS = {
  attempted: 'Every call that wants to write',
  committed: 'Events that a reader can see',
  'in flight': 'Attempts whose end is not known',
  disabled: 'recording was off',
  'too big': 'does not fit on a page',
  full: 'overwrite is off',
  read: 'Events consumed',
  buffered: 'in the live rings now',
  overrun: 'still unread when the tail needed their page',
  erased: 'thrown away',
  'in snapshot': 'in the spare rings',
  late: 'after one with a later stamp',
}

test('every number of the ledger explains itself; arrows go on, Esc comes back', async ({ ringside, page }) => {
  await ringside.open()
  await fillRings(ringside)
  await page.evaluate(() => window.ringside.snapshot())
  const state = await ringside.state()
  const ledger = region(page, 'Ledger')
  const explained = region(page, 'Ledger explained')
  const first = ledger.getByLabel(`attempted ${state.ledger.attempted}`, { exact: true })
  await first.press('Enter')
  for (const [name, words] of Object.entries(TERMS)) {
    await expect(explained.getByRole('heading', { name, exact: true })).toBeVisible()
    await expect(explained).toContainText(words)
    await expect(explained.locator('code').first()).toContainText('src/ring/rfc/')
    await page.keyboard.press('ArrowRight')
  }
  await expect(explained.getByRole('heading', { name: 'attempted' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(explained).toBeHidden()
  await expect(first).toBeFocused()
})

test('the split by CPU is that of the machine, and shows where', async ({ ringside, page }) => {
  await ringside.open()
  await fillRings(ringside)
  await page.evaluate(() => window.ringside.snapshot())
  const { ledger, cpus } = await ringside.state()
  const explained = region(page, 'Ledger explained')
  await region(page, 'Ledger').getByLabel(`in snapshot ${ledger.inSnapshot}`, { exact: true }).click()
  const most = cpus.toSorted((a, b) => b.ledger.inSnapshot - a.ledger.inSnapshot || a.cpu - b.cpu)[0]
  for (const cpu of cpus.filter((each) => each.ledger.inSnapshot > 0)) {
    const row = explained.getByRole('row').filter({ has: page.getByRole('rowheader', { name: `CPU ${cpu.cpu}` }) })
    await expect(row.getByRole('cell')).toHaveText(String(cpu.ledger.inSnapshot))
  }
  await explained.getByRole('button', { name: `Show: Snapshot of CPU ${most?.cpu}, which has most` }).click()
  await expect(region(page, 'Page bytes')).toContainText(`CPU ${most?.cpu} snapshot page ${most?.snapshot?.headPage}`)
  await region(page, 'Ledger').getByLabel(`overrun ${ledger.overrun}`, { exact: true }).click()
  await explained.getByRole('button', { name: 'Show: Next loss in the timeline' }).click()
  await expect(region(page, 'Timeline')).toBeVisible()
  await region(page, 'Ledger').getByLabel(`read ${ledger.read}`, { exact: true }).click()
  await show(page, 'Files')
  await explained.getByRole('button', { name: 'Show: List of events' }).click()
  await expect(region(page, 'Events')).toBeVisible()
})

test('the statistics are the state of the machine; sorted, and copied as text', async ({ ringside, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ringside.open()
  await show(page, 'Statistics')
  await fillRings(ringside)
  const statistics = region(page, 'Statistics')
  const { cpus, ledger } = await ringside.state()
  await expect(statistics).toContainText(`behind by ${ledger.buffered} event`)
  const cell = (name: string, column: string) =>
    statistics
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .locator(`[data-column="${column}"]`)
  const plain = (text: string): string => text.replace(/\s/g, '')
  for (const { cpu, ledger, pages } of cpus) {
    const padding = pages.reduce((sum, { paddingBytes }) => sum + paddingBytes, 0)
    const unread = pages.reduce((sum, page) => sum + page.committedBytes - page.consumedBytes, 0)
    await expect.poll(async () => plain(await cell(`CPU ${cpu}`, 'bytes').innerText())).toBe(String(unread))
    expect(plain(await cell(`CPU ${cpu}`, 'events').innerText())).toBe(String(ledger.buffered))
    expect(plain(await cell(`CPU ${cpu}`, 'wasted').innerText())).toBe(String(padding))
  }
  const next = await page.evaluate(() => window.ringside.peek())
  const stamp = ((next?.ts ?? 0) / 1e9).toFixed(6)
  await expect(cell('all', 'oldest')).toHaveText(stamp)

  await statistics.getByRole('button', { name: 'events', exact: true }).click()
  await expect(statistics.getByRole('columnheader', { name: 'events', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const most = cpus.toSorted((a, b) => b.ledger.buffered - a.ledger.buffered || a.cpu - b.cpu)[0]
  await expect(statistics.getByRole('rowheader').nth(1)).toHaveText(`CPU ${most?.cpu}`)
  await statistics.getByRole('button', { name: 'Copy', exact: true }).click()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text.split('\n')).toHaveLength(cpus.length + 3)
  expect(text).toContain(`\nall\t`)
})

test('flat out, every CPU tells how long a write takes, over 1024 writes at least', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ cpus: 2, workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity } })
  await ringside.start()
  const state = await page.evaluate(() =>
    window.ringside.waitFor(({ cpus }) => cpus.every(({ writeTime }) => writeTime !== undefined)),
  )
  for (const { writeTime } of state.cpus) {
    expect(writeTime?.writes).toBeGreaterThanOrEqual(1024)
    expect(writeTime?.ns).toBeGreaterThan(0)
  }
  await show(page, 'Statistics')
  await expect(region(page, 'Statistics').locator('[data-column="write-time"]').first()).toHaveText(/^\d/)
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong with merge, ledger and statistics, ${theme}`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
    const check = async (panel: string): Promise<void> => {
      expect(await violationsOn(page, `[aria-label="${panel}"]`, '.ledger-dock')).toEqual([])
    }
    await show(page, 'Merge')
    await expect(region(page, 'Merge').getByRole('row').first()).toBeVisible()
    await check('Merge')
    await ringside.stop()
    await region(page, 'Merge').getByRole('button', { name: 'Take 10' }).click()
    const { buffered } = (await ringside.state()).ledger
    await region(page, 'Ledger').getByLabel(`buffered ${buffered}`, { exact: true }).click()
    await expect(region(page, 'Ledger explained')).toBeVisible()
    await check('Merge')
    await show(page, 'Statistics')
    await expect(region(page, 'Statistics').getByRole('row').nth(3)).toBeVisible()
    await check('Statistics')
  })
}

test('on a phone: merge and statistics under More, the ledger in a sheet, nothing scrolls sideways', async ({
  ringside,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await ringside.open()
  await fillRings(ringside)
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'More' }).click()
  const { ledger } = await ringside.state()
  for (const name of ['Merge', 'Statistics']) {
    await show(page, name)
    await expect(region(page, name).getByRole('row').first()).toBeVisible()
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await page.setViewportSize({ width: 390, height: 844 })
  }
  await region(page, 'Ledger').getByLabel(`buffered ${ledger.buffered}`, { exact: true }).click()
  const sheet = region(page, 'Ledger explained')
  const close = await sheet.getByRole('button', { name: 'Close' }).boundingBox()
  expect(close?.height).toBeGreaterThanOrEqual(44)
  await sheet.getByRole('button', { name: /^Show: Head page/ }).click()
  await expect(sheet).toBeHidden()
  await expect(region(page, 'Page bytes')).toBeVisible()
})
