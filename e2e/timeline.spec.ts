/** The timeline as its user meets it: with a mouse, by keyboard, as a table, by touch. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const line = (cpu: number, usecs: number): string =>
  `    bash-100   [00${cpu}]     1.${String(usecs).padStart(6, '0')}: my_event: value=${usecs}`

/** stamps count from the first: CPU 0 at 0, 300, 500, CPU 1 at 100, 400 us */
const FEW = [line(0, 1000), line(1, 1100), line(0, 1300), line(1, 1400), line(0, 1500)]
/** more than two pages of 128 bytes hold */
const LOSSY = Array.from({ length: 40 }, (_, at) => line(0, 10 * at))

/** Replays ftrace text until all of it is in the rings, and stops. */
async function replay({ page }: RingsidePage, lines: readonly string[], config = {}): Promise<void> {
  await page.evaluate(
    async ([lines, config]) => {
      const { ringside } = window
      const { id } = await ringside.openTrace(new Blob([lines.join('\n')]), 'made.txt')
      const workload = { kind: 'trace', source: id, speed: Infinity, loop: false } as const
      await ringside.configure({ cpus: 2, workload, reader: { kind: 'none' }, clock: 'local', ...config })
      await ringside.start()
      await ringside.waitFor(({ ledger }) => ledger.attempted === lines.length)
      await ringside.stop()
    },
    [lines, config] as const,
  )
}

const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline', exact: true })
const tool = (page: Page, name: string) => timelineOf(page).getByRole('button', { name, exact: true })
const canvasBox = async (page: Page) => (await timelineOf(page).locator('canvas').boundingBox())!

/** A picture is painted in the frame that comes; of two that were asked for in turn the second begins when the first has been. */
const painted = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))

/** Keys act where the focus is. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  await timelineOf(page).focus()
  for (const key of keys) await page.keyboard.press(key)
}

test('keys step through the events of a CPU and of all; bytes show the same event', async ({ ringside, page }) => {
  await ringside.open()
  await replay(ringside, FEW)
  await page.evaluate(() => window.ringside.consume(2))
  const [timeline, bytes] = [timelineOf(page), page.getByRole('region', { name: 'Page bytes' })]
  await press(page, '.')
  await expect(timeline).toContainText('CPU 0 0.000500 unread, my_event: value=1500')
  await expect(bytes).toContainText('CPU 0 page 0')
  await press(page, ',')
  await expect(timeline).toContainText('CPU 0 0.000300 unread')
  await press(page, ',')
  await expect(timeline).toContainText('CPU 0 0.000000 read, my_event: value=1000')
  await press(page, ']')
  await expect(timeline).toContainText('CPU 1 0.000100 read')
  await expect(bytes).toContainText('CPU 1 page 0')
  await press(page, ']', ']', '<')
  await expect(timeline).toContainText('CPU 0 0.000300 unread')
  await tool(page, 'Next event of the CPU').click()
  await expect(timeline).toContainText('CPU 0 0.000500 unread')
})

test('a click selects the event under it, a drag an area with its events per CPU', async ({ ringside, page }) => {
  await ringside.open()
  await replay(ringside, FEW)
  await press(page, 'f')
  await painted(page)
  const timeline = timelineOf(page)
  const box = await canvasBox(page)
  // fitted, 500 us have 2 % of air on both sides
  const xOf = (usecs: number): number => box.x + 108 + ((usecs + 10) / 520) * (box.width - 124)
  const y = box.y + 18 + 14
  await page.mouse.click(xOf(300), y)
  await expect(timeline).toContainText('CPU 0 0.000300 unread')
  await page.mouse.move(xOf(200), y)
  await page.mouse.down()
  await page.mouse.move(xOf(350), y)
  await page.mouse.move(xOf(450), y)
  await page.mouse.up()
  await expect(timeline).toContainText(/25\d\.\d µs selected, 2 events: CPU 0 1, CPU 1 1/)
  await timeline.getByRole('button', { name: 'Zoom to selection' }).click()
  await timeline.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(timeline).toContainText('CPU 0 0.000300 unread')
  await tool(page, 'As table').click()
  await expect(timeline.getByText('2 events in the window')).toBeVisible()
})

test('zoom, pan and ends by key and button: the table lists what is in the window', async ({ ringside, page }) => {
  await ringside.open()
  await replay(ringside, FEW)
  await tool(page, 'As table').click()
  const timeline = timelineOf(page)
  const inWindow = (count: string) =>
    expect(timeline.getByText(`${count} in the window, in merged order`)).toBeVisible()
  await expect(tool(page, 'Follow newest')).toHaveAttribute('aria-pressed', 'true')
  await press(page, 'f')
  await expect(tool(page, 'Follow newest')).toHaveAttribute('aria-pressed', 'false')
  await inWindow('5 events')
  // around its middle at 250 us: 300 and 400 are 173 us about it
  await tool(page, 'Zoom in').click()
  await inWindow('3 events')
  await press(page, 'w')
  await inWindow('1 event')
  await press(page, 'd', 'd', 'd')
  await inWindow('3 events')
  await press(page, 'Home')
  await inWindow('2 events')
  await press(page, 'End', 's', 's')
  await inWindow('3 events')
  await tool(page, 'Follow newest').click()
  await expect(tool(page, 'Follow newest')).toHaveAttribute('aria-pressed', 'true')
  await inWindow('5 events')
})

test('cursors and their difference; marks are numbered, gone to and deleted', async ({ ringside, page }) => {
  await ringside.open()
  await replay(ringside, FEW)
  const timeline = timelineOf(page)
  await press(page, 'f', '.', '2', 'm', ',', '1', 'm')
  await expect(timeline).toContainText('A 0.000300')
  await expect(timeline).toContainText('B 0.000500')
  await expect(timeline).toContainText('B − A 200.0 µs')
  await press(page, '3')
  await expect(timeline).toContainText('200.0 µs selected, 2 events')
  await press(page, 'Escape')
  await expect(timeline).not.toContainText('B − A')
  await tool(page, 'As table').click()
  const marks = timeline.getByRole('table', { name: 'Marks' })
  await expect(marks.getByRole('rowheader')).toHaveText(['1', '2'])
  await expect(marks.getByRole('row', { name: /^1/ })).toContainText('0.000500')
  await marks.getByRole('button', { name: 'Delete mark 1' }).click()
  await expect(marks.getByRole('rowheader')).toHaveText(['2'])
})

test('a loss is explained by a click and by key, and stands before its event in the table', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await replay(ringside, LOSSY, { pagesPerCpu: 2, pageSize: 128 })
  const timeline = timelineOf(page)
  const first = await page.evaluate(() => window.ringside.peek())
  const lost = first?.lostBefore ?? 0
  expect(lost).toBeGreaterThan(0)
  const stamp = ((first?.ts ?? 0) / 1e9).toFixed(6)
  const sentence = `CPU 0 lost ${lost} events before its event at ${stamp}; none before them is known`
  await press(page, 'l')
  await expect(timeline).toContainText(sentence)
  await press(page, 'Escape')
  await expect(timeline).not.toContainText(sentence)
  await tool(page, 'Previous loss').click()
  await expect(timeline).toContainText(sentence)
  await timeline.getByRole('button', { name: 'Clear', exact: true }).click()

  await press(page, 'f', 's')
  const box = await canvasBox(page)
  await page.mouse.click(box.x + 108 + 12, box.y + 18 + 9)
  await expect(timeline).toContainText(sentence)
  await tool(page, 'As table').click()
  const row = timeline.getByRole('grid').getByRole('row').nth(1)
  await expect(row).toContainText(stamp)
  await expect(row.getByRole('gridcell').last()).toHaveText(`${lost} lost`)
})

test('what was refused as full is a gap with the stamps on both sides', async ({ ringside, page }) => {
  await ringside.open()
  await replay(ringside, LOSSY, { pagesPerCpu: 2, pageSize: 128, overwrite: false })
  await press(page, 'l')
  const { refused } = (await ringside.state()).ledger
  expect(refused.full).toBeGreaterThan(0)
  await expect(timelineOf(page)).toContainText(`CPU 0 lost ${refused.full} events behind its event at 0.000150`)
})

test('rows of the table and the selection are one: by click, by arrows and Enter, and from the keys', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await replay(ringside, FEW)
  await press(page, 'f')
  await tool(page, 'As table').click()
  const grid = timelineOf(page).getByRole('grid')
  const stamps = ['0.000000', '0.000100', '0.000300', '0.000400', '0.000500']
  const rows = grid.getByRole('row').filter({ has: page.getByRole('rowheader') })
  await expect(rows).toContainText(stamps)
  const selected = grid.locator('[aria-selected="true"]')
  await rows.nth(1).click()
  await expect(selected).toContainText('0.000100')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(3)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(selected).toContainText('0.000400')
  await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 1 page 0')
  await press(page, ',')
  await expect(selected).toContainText('0.000100')
})

test('a wheel with Ctrl zooms, and one across pans; both leave following', async ({ ringside, page }) => {
  await ringside.open()
  await replay(ringside, FEW)
  const box = await canvasBox(page)
  await page.mouse.move(box.x + 300, box.y + 40)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Control')
  await expect(tool(page, 'Follow newest')).toHaveAttribute('aria-pressed', 'false')
  await tool(page, 'Follow newest').click()
  await page.mouse.move(box.x + 320, box.y + 40)
  await page.mouse.wheel(80, 0)
  await expect(tool(page, 'Follow newest')).toHaveAttribute('aria-pressed', 'false')
})

test('while it runs it follows, and stays where one has gone', async ({ ringside, page }) => {
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.read > 20 && ledger.overrun > 0))
  const timeline = timelineOf(page)
  await press(page, 'Home')
  await expect(tool(page, 'Follow newest')).toHaveAttribute('aria-pressed', 'false')
  await tool(page, 'As table').click()
  const first = timeline.getByRole('grid').getByRole('row').nth(1)
  const words = await first.textContent()
  const read = (await ringside.state()).ledger.read
  await page.evaluate((read) => window.ringside.waitFor(({ ledger }) => ledger.read > read + 50), read)
  await expect(first).toHaveText(words ?? '')
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong with what is chosen, marks and the table, ${theme}`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.read > 20 && ledger.overrun > 0))
    await ringside.stop()
    await press(page, 'f', '.', '1', 'm', ',', ',', '2', 'l')
    const audit = async (): Promise<void> => {
      expect(await violationsOn(page, '.timeline')).toEqual([])
    }
    await audit()
    await tool(page, 'As table').click()
    await expect(timelineOf(page).getByRole('grid')).toBeVisible()
    await audit()
  })
}

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('every tool is as large as a finger, and a tap selects', async ({ ringside, page }) => {
    await ringside.open()
    await replay(ringside, FEW)
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Timeline' }).tap()
    await tool(page, 'More tools').tap()
    const timeline = timelineOf(page)
    for (const button of await timeline.getByRole('button').all()) {
      const box = (await button.boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    }
    await tool(page, 'Centre the selection, then fit all').tap()
    const box = await canvasBox(page)
    const x = box.x + 24 + (310 / 520) * (box.width - 36)
    await page.touchscreen.tap(x + 12, box.y + 18 + 14)
    await expect(timeline).toContainText('CPU 0 0.000300 unread')
    await timeline.getByRole('button', { name: 'Bytes' }).tap()
    await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 0 page 0')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
