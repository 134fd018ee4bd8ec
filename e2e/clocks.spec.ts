/** Clocks that disagree on purpose, ties, and which stretch of time the rings remember together: as the page tells them. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const STILL = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' }, overwrite: true } as const
/** far more than a test takes */
const HOUR_NS = 3.6e12

interface Stamped {
  cpu: number
  ts: number
}

/** One event on each CPU in turn while the machine runs, then all of them consumed, in the order of delivery. */
async function writeInTurnAndConsume({ page }: RingsidePage, rounds: number): Promise<Stamped[]> {
  return page.evaluate(async (rounds) => {
    const { ringside } = window
    await ringside.start()
    for (let event = 0; event < 2 * rounds; event++) await ringside.write(event % 2, 1, [event, 0, 0, 0])
    await ringside.stop()
    const events = await ringside.consume(2 * rounds)
    return events.map(({ cpu, ts }) => ({ cpu, ts }))
  }, rounds)
}

/** Events that were consumed after one that happened later. */
function countInversions(events: readonly Stamped[], offsetsNs: readonly number[]): number {
  const happened = events.map(({ cpu, ts }) => ts - (offsetsNs[cpu] ?? 0))
  return happened.filter((ns, at) => happened.slice(0, at).some((before) => before > ns)).length
}

const controls = (page: Page) => page.getByRole('region', { name: 'Controls', exact: true })
const offsetOf = (page: Page, cpu: number) => page.getByRole('textbox', { name: `offset of CPU ${cpu}`, exact: true })
const markedRows = (page: Page, mark: string) =>
  page.getByRole('region', { name: 'Events', exact: true }).getByRole('option').filter({ hasText: mark })

/** Opens an ftrace text and replays it once, as fast as it goes, until all of it is in the rings. */
async function replay({ page }: RingsidePage, lines: readonly string[]): Promise<void> {
  await page.evaluate(async (lines) => {
    const { ringside } = window
    const { id } = await ringside.openTrace(new Blob([lines.join('\n')]), 'made.txt')
    const workload = { kind: 'trace', source: id, speed: Infinity, loop: false } as const
    await ringside.configure({ cpus: 3, workload, reader: { kind: 'none' }, clock: 'local' })
    await ringside.start()
    await ringside.waitFor(({ ledger }) => ledger.committed === lines.length)
    await ringside.stop()
  }, lines)
}

/** A line of ftrace text. */
const line = (cpu: number, usecs: number): string =>
  `    bash-100   [00${cpu}]     1.${String(usecs).padStart(6, '0')}: my_event: value=${usecs}`

test('an offset typed on the page produces the inversions that the page counts', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure(STILL)
  await page.getByText('offsets on purpose').click()
  await offsetOf(page, 0).fill('3600s')
  await offsetOf(page, 0).press('Enter')
  await expect.poll(() => page.evaluate(() => window.ringside.config().clockOffsetsNs)).toEqual([HOUR_NS])
  await expect(offsetOf(page, 0)).toHaveValue('+3600 s')

  const events = await writeInTurnAndConsume(ringside, 4)
  expect(events.map(({ cpu }) => cpu)).toEqual([1, 1, 1, 1, 0, 0, 0, 0])
  const inversions = countInversions(events, [HOUR_NS])
  expect(inversions).toBeGreaterThan(0)
  expect(await ringside.state()).toMatchObject({ inversions })
  await expect(controls(page).getByLabel(`inversions ${inversions}`, { exact: true })).toBeVisible()
  await expect(markedRows(page, 'inverted')).toHaveCount(inversions)

  // marked as put there on purpose wherever the CPU's stamps are shown
  await expect(page.getByRole('row', { name: 'CPU 0', exact: true }).getByText(/^clock \+3600s$/)).toBeVisible()
  await expect(page.getByRole('row', { name: 'CPU 1', exact: true }).getByText(/clock/)).toHaveCount(0)
  await expect(markedRows(page, '+3600 s')).toHaveCount(4)
  const table = page.getByRole('table', { name: 'Timeline of the CPUs' })
  await expect(table.getByRole('rowheader', { name: 'CPU 0, clock +3600 s' })).toBeAttached()

  await page.getByRole('button', { name: 'Clear all offsets' }).press('Enter')
  await expect.poll(() => page.evaluate(() => window.ringside.config().clockOffsetsNs)).toEqual([])
  await expect(offsetOf(page, 0)).toHaveValue('0')
  const straight = await writeInTurnAndConsume(ringside, 4)
  expect(countInversions(straight, [])).toBe(0)
  await expect(controls(page).getByLabel('inversions 0', { exact: true })).toBeVisible()
  await expect(markedRows(page, 'inverted')).toHaveCount(0)
})

test('offsets set by the API are shown; of the counter clock they are without effect', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ ...STILL, clock: 'global', clockOffsetsNs: [0, -HOUR_NS, 5] })
  await expect(controls(page).getByText('CPU 1 −3600 s')).toBeVisible()
  await expect(controls(page).getByText(/One time for all CPUs/)).toBeVisible()
  await controls(page).getByRole('combobox', { name: 'clock', exact: true }).selectOption('counter')
  await expect(controls(page).getByText(/a total order without ties, and no time/)).toBeVisible()
  await page.getByText('offsets on purpose').click()
  await expect(offsetOf(page, 1)).toHaveAccessibleDescription(/Without effect/)
  const events = await writeInTurnAndConsume(ringside, 4)
  expect(events.map(({ ts }) => ts)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  await expect(controls(page).getByLabel('inversions 0', { exact: true })).toBeVisible()
  await expect(page.getByRole('row', { name: 'CPU 1', exact: true }).getByText(/clock/)).toHaveCount(0)
})

test('what is no offset gets a sentence, and the machine stays as it was', async ({ ringside, page }) => {
  await ringside.open()
  await page.getByText('offsets on purpose').click()
  const { committed } = (await ringside.state()).ledger
  await offsetOf(page, 2).fill('soon')
  await offsetOf(page, 2).press('Enter')
  await expect(offsetOf(page, 2)).toHaveAccessibleDescription(/number of ns, us, ms or s/)
  await expect(offsetOf(page, 2)).toHaveAttribute('aria-invalid', 'true')
  await offsetOf(page, 2).press('Escape')
  await expect(offsetOf(page, 2)).toHaveValue('0')
  await offsetOf(page, 2).press('Tab')
  expect(await page.evaluate(() => window.ringside.config().clockOffsetsNs ?? [])).toEqual([])
  await page.evaluate((count) => window.ringside.waitFor((state) => state.ledger.committed > count), committed)
})

test('changing an offset of a running machine, it runs on', async ({ ringside, page }) => {
  await ringside.open()
  await page.getByText('offsets on purpose').click()
  await offsetOf(page, 1).fill('-2ms')
  await offsetOf(page, 1).press('Tab')
  await expect.poll(() => page.evaluate(() => window.ringside.config().clockOffsetsNs)).toEqual([0, -2e6])
  await page.evaluate(() => window.ringside.waitFor(({ running, ledger }) => running && ledger.read > 0))
})

test('equal stamps of two CPUs are a tie: the lower CPU goes first, and the list says so', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await replay(ringside, [line(2, 100), line(1, 200), line(0, 200), line(2, 200), line(1, 300)])
  const events = await page.evaluate(async () => (await window.ringside.consume(10)).map(({ cpu }) => cpu))
  expect(events).toEqual([2, 0, 1, 2, 1])
  expect(await ringside.state()).toMatchObject({ ties: 2, inversions: 0 })
  await expect(controls(page).getByLabel('ties 2', { exact: true })).toBeVisible()
  await expect(controls(page).getByText(/the lower CPU goes first/)).toBeVisible()
  const first = page.getByRole('region', { name: 'Events', exact: true }).getByText(/^= CPU \d first$/)
  await expect(first).toHaveText(['= CPU 0 first', '= CPU 1 first'])
  await expect(first.first()).toHaveAttribute('title', /ties go to the lower CPU/)
})

test('the common window in words is that of what is unread; gaps have their bounds', async ({ ringside, page }) => {
  await ringside.open()
  // stamps count from the first: CPU 0 from 0 to 500, CPU 1 from 100 to 400, CPU 2 nothing
  await replay(ringside, [line(0, 1000), line(1, 1100), line(0, 1300), line(1, 1400), line(0, 1500)])
  const timeline = page.getByRole('region', { name: 'Timeline', exact: true })
  await expect(timeline).toContainText('complete on the 2 CPUs with unread events from 0.000100 to 0.000400')
  const cellsOf = (cpu: number) => timeline.getByRole('row', { name: `CPU ${cpu}` }).getByRole('cell')
  await expect(cellsOf(1)).toHaveText(['2', '0.000100 … 0.000400', 'none', 'none'])
  await expect(cellsOf(2)).toHaveText(['0', 'none', 'none', 'none'])
  await page.evaluate(() => window.ringside.consume(3))
  await expect(cellsOf(0)).toHaveText(['1', '0.000500 … 0.000500', '0.000000 … 0.000300', 'none'])
  await expect(timeline).toContainText('no common stretch: CPU 0 begins at 0.000500, CPU 1 ends at 0.000400')

  await page.evaluate(() => window.ringside.configure({ pagesPerCpu: 2, pageSize: 128, overwrite: true }))
  await expect(timeline).toContainText('nothing unread, so no common stretch')
})

test('what was pushed out of a small ring is a gap, with the stamps on both sides of it', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ pagesPerCpu: 2, pageSize: 128 })
  await replay(
    ringside,
    Array.from({ length: 40 }, (_, at) => line(0, at)),
  )
  const [first, second] = await page.evaluate(async () => [
    await window.ringside.peek(),
    await window.ringside.consume(1),
  ])
  const stamp = ((first?.ts ?? 0) / 1e9).toFixed(6)
  expect(second).toMatchObject([{ ts: first?.ts, lostBefore: expect.any(Number) }])
  const lost = first?.lostBefore ?? 0
  expect(lost).toBeGreaterThan(0)
  const row = page.getByRole('region', { name: 'Timeline', exact: true }).getByRole('row', { name: 'CPU 0' })
  await expect(row.getByRole('cell').last()).toHaveText(`${lost} lost before ${stamp}`)
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong with open offsets, marks and the table, ${theme}`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await ringside.configure({ cpus: 20, clockOffsetsNs: [2e6, -5e5] })
    await ringside.start()
    await page.getByText('offsets on purpose').click()
    await page.getByRole('button', { name: 'As table' }).click()
    await expect(page.getByRole('button', { name: 'As table' })).toHaveAttribute('aria-pressed', 'true')
    await page.evaluate(() => window.ringside.waitFor(({ inversions }) => inversions > 0))
    await ringside.stop()
    expect(await violationsOn(page)).toEqual([])
  })
}

test('on a phone: offsets by touch, the window and its table, and nothing scrolls sideways', async ({
  ringside,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await ringside.open()
  const tab = (name: string) => page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name }).click()
  await tab('Controls')
  await page.getByText('offsets on purpose').click()
  await offsetOf(page, 0).fill('2ms')
  await offsetOf(page, 0).blur()
  await expect.poll(() => page.evaluate(() => window.ringside.config().clockOffsetsNs)).toEqual([2e6])
  await tab('Timeline')
  await page.getByRole('button', { name: 'As table' }).click()
  await expect(page.getByRole('rowheader', { name: 'CPU 0, clock +2 ms' })).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})
