/** The page inspector: by keyboard to a byte, hex and fields linked, and what is on screen is what the API says. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const REPLAY = { kind: 'trace', source: 'juno-sched', speed: Infinity, loop: true } as const

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Page bytes' })
const gridOf = (page: Page): Locator => panelOf(page).getByRole('grid', { name: 'Bytes in hex' })
const rowOf = (page: Page, field: string): Locator =>
  panelOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: field, exact: true }) })

/** A machine that stands still, whose rings are full and partly read. */
async function openStopped(ringside: RingsidePage, patch = {}): Promise<void> {
  await ringside.open()
  await ringside.configure({ workload: REPLAY, reader: { kind: 'none' }, ...patch })
  await ringside.runTo(3000)
}

/** Bytes of the dump's rows that are drawn, by offset. */
function drawnBytes(page: Page): Promise<[number, string][]> {
  return gridOf(page)
    .locator('.byte')
    .evaluateAll((cells) =>
      cells.map((cell): [number, string] => [Number(cell.getAttribute('data-at')), cell.textContent ?? '']),
    )
}

async function expectAsRead(page: Page, cpu: number, index: number, snapshot = false): Promise<void> {
  const bytes = await page.evaluate(
    async ([cpu, index, snapshot]) => [...(await window.ringside.pageBytes(cpu, index, { snapshot }))],
    [cpu, index, snapshot] as const,
  )
  const drawn = await drawnBytes(page)
  expect(drawn.length).toBeGreaterThan(100)
  for (const [at, text] of drawn) expect(text, `offset ${at}`).toBe(bytes[at]?.toString(16).padStart(2, '0'))
}

/** What the fields table shows, by name of the field. */
async function shownFields(page: Page): Promise<Record<string, string>> {
  const rows = await panelOf(page)
    .locator('.fields-table tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  return Object.fromEntries(rows.map(([, name = '', , value = '']) => [name, value]))
}

test('by keyboard from the rings to one byte: its field, its name, and back', async ({ ringside, page }) => {
  await openStopped(ringside)
  const event = await page.evaluate(async () => (await window.ringside.read()).find(({ cpu }) => cpu === 0))
  const { headPage, head } = (await ringside.state()).cpus[0] ?? {}
  const cell = page.getByRole('region', { name: 'Rings' }).getByRole('gridcell').first()
  await cell.focus()
  for (let step = 0; step < (headPage ?? 0); step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(panelOf(page)).toContainText(`CPU 0 page ${headPage}, head`)
  await expect(panelOf(page)).toContainText('as it is')
  const grid = gridOf(page)
  await grid.focus()
  const active = (): Promise<string | null> =>
    grid.evaluate(
      (grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.ariaLabel ?? null,
    )
  await page.keyboard.press('Control+Home')
  while (!(await active())?.startsWith(`offset ${head},`)) await page.keyboard.press('Shift+ArrowDown')
  expect(await shownFields(page)).toMatchObject({
    counter: `${event?.ts} ns`,
    type: `${event?.type} ${event?.name}`,
  })
  for (let field = 0; field < 3; field++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowRight')
  const at = (head ?? 0) + 13
  expect(await active()).toMatch(new RegExp(`^offset ${at}, byte [0-9a-f]{2}, \\w*comm, text .$`))
  const field = panelOf(page).locator('.fields-table tr[data-chosen="true"]')
  await expect(field).toContainText(/comm/)
  await page.keyboard.press('Enter')
  await expect(field.getByRole('button')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(field).toContainText(/pid/)
  await page.keyboard.press('Enter')
  await expect(grid).toBeFocused()
  expect(await active()).toMatch(/^offset \d+, byte [0-9a-f]{2}, \w*pid$/)
  // and out again: one tab stop for all of the bytes
  await page.keyboard.press('Shift+Tab')
  await expect(panelOf(page).getByRole('button', { name: 'Download page' })).toBeFocused()
})

test('every event of a page shows what read() gives, and the dump what pageBytes() gives', async ({
  ringside,
  page,
}) => {
  await openStopped(ringside)
  const { headPage = 0 } = (await ringside.state()).cpus[0] ?? {}
  const unread = (
    await page.evaluate(async () =>
      (await window.ringside.read()).map(({ cpu, ts, name, payload }) => ({ cpu, ts, name, pid: payload.length })),
    )
  ).filter(({ cpu }) => cpu === 0)
  await expect(panelOf(page)).toContainText(`CPU 0 page ${headPage}, head`)
  await expectAsRead(page, 0, headPage)
  const { unread: count = 0 } = (await ringside.state()).cpus[0]?.pages[headPage] ?? {}
  expect(count).toBeGreaterThan(2)
  const next = panelOf(page).getByRole('button', { name: 'Next item' })
  for (const { ts, name } of unread.slice(0, count)) {
    await expect(rowOf(page, 'counter')).toContainText(`${ts} ns`)
    expect(await shownFields(page)).toMatchObject({ type: expect.stringContaining(name) })
    await next.click()
  }
})

test('hex and fields are linked by hover and by click, both ways', async ({ ringside, page }) => {
  await openStopped(ringside)
  const grid = gridOf(page)
  const hovered = grid.locator('.byte.hovered')
  const length = rowOf(page, 'length')
  const { head = 0 } = (await ringside.state()).cpus[0] ?? {}
  await grid.locator(`.byte[data-at="${head + 10}"]`).hover()
  await expect(hovered).toHaveCount(2)
  await expect(length).toHaveClass(/hovered/)
  await rowOf(page, 'counter').hover()
  await expect(hovered).toHaveCount(8)
  await expect(length).not.toHaveClass(/hovered/)
  await rowOf(page, 'counter').click()
  await expect(grid.locator('.byte[data-chosen="true"]')).toHaveCount(8)
  await grid.locator(`.byte[data-at="${head + 11}"]`).click()
  await expect(length).toHaveAttribute('data-chosen', 'true')
  await expect(grid.locator('.byte[data-chosen="true"]')).toHaveCount(2)
  await page.getByRole('region', { name: 'Ledger' }).hover()
  await expect(hovered).toHaveCount(0)
})

test('an event chosen by its bytes is the one selection', async ({ ringside, page }) => {
  await openStopped(ringside)
  const { headPage = 0, head = 0 } = (await ringside.state()).cpus[0] ?? {}
  const first = gridOf(page).locator(`.byte[data-at="${head}"]`)
  await first.click()
  const listed = page.getByRole('region', { name: 'Events' }).getByRole('option', { selected: true })
  await expect(listed).toContainText('[000]')
  const [, stamp = ''] = /(\d+\.\d+)/.exec((await listed.textContent()) ?? '') ?? []
  expect((await shownFields(page))['counter']).toContain(String(Math.round(Number(stamp) * 1e6)).slice(0, 6))
  // another page takes the selection away, a row of the list brings it back
  await panelOf(page).getByRole('combobox', { name: 'CPU of the page' }).selectOption('CPU 2')
  await expect(panelOf(page)).toContainText(`CPU 2 page ${headPage}`)
  await expect(listed).toHaveCount(0)
  await page.getByRole('region', { name: 'Events' }).getByRole('option').filter({ hasText: '[000]' }).first().click()
  await expect(panelOf(page)).toContainText(/CPU 0 page \d/)
})

test('a page of the snapshot, chosen by the picker, holds the very bytes', async ({ ringside, page }) => {
  await openStopped(ringside)
  await page.evaluate(() => window.ringside.snapshot())
  const panel = panelOf(page)
  await panel.getByRole('combobox', { name: 'CPU of the page' }).selectOption('CPU 1')
  await panel.getByRole('combobox', { name: 'Ring of the page' }).selectOption('snapshot')
  const { headPage = 0 } = (await ringside.state()).cpus[1]?.snapshot ?? {}
  await expect(panel).toContainText(`CPU 1 snapshot page ${headPage}, head`)
  const number = panel.getByRole('textbox', { name: 'Page, 0 to 7' })
  await number.fill('5')
  await number.press('Enter')
  await expect(panel).toContainText('CPU 1 snapshot page 5')
  await expectAsRead(page, 1, 5, true)
  await gridOf(page).focus()
  await page.keyboard.press(']')
  await expect(panel).toContainText('CPU 1 snapshot page 6')
  await expectAsRead(page, 1, 6, true)
  await number.fill('99')
  await number.press('Enter')
  await expect(number).toHaveValue('6')
})

test('padding has its header; what an earlier lap left behind the tail is told as such', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.stop()
  await ringside.configure({ cpus: 1, pagesPerCpu: 2, pageSize: 256, reader: { kind: 'none' } })
  // five of 48 bytes to a page, and 16 of padding; then one of 72 over the first
  await page.evaluate(async () => {
    for (let index = 1; index <= 10; index++) await window.ringside.write(0, 7, Array<number>(36).fill(index))
    await window.ringside.write(0, 7, Array<number>(60).fill(0xee))
  })
  const panel = panelOf(page)
  const words = panel.locator('.fields-words')
  await panel.getByRole('button', { name: 'Follow the tail' }).click()
  await expect(panel).toContainText('CPU 0 page 0, tail')
  await expect(gridOf(page).locator('.byte[data-state="stale"]')).toHaveCount(256 - 72)
  const seen: [string, Record<string, string>][] = []
  for (const said of ['event 1 of 1', 'old bytes', 'earlier lap, perhaps', 'earlier lap', 'earlier lap']) {
    await expect(words).toHaveText(said)
    seen.push([said, await shownFields(page)])
    await gridOf(page).press('.')
  }
  await expect(words).toHaveText('earlier lap, padding')
  expect(await shownFields(page)).toMatchObject({ counter: '0', type: '0 padding', length: '16' })
  const bodies = seen.map(([, fields]) => fields['body']?.slice(0, 5))
  expect(bodies).toEqual(['ee ee', undefined, '03 03', '04 04', '05 05'])
  await gridOf(page).press(']')
  await gridOf(page).press('Control+End')
  await expect(words).toHaveText('padding')
  expect(await shownFields(page)).toMatchObject({ counter: '0', type: '0 padding', length: '16' })
})

test('a page of a large ring is read by the reader, and shown without a gap', async ({ ringside, page }) => {
  await openStopped(ringside, { pagesPerCpu: 64, pageSize: 4096 })
  const { headPage = 0 } = (await ringside.state()).cpus[0] ?? {}
  await expect(panelOf(page)).toContainText(`CPU 0 page ${headPage}, head`)
  await expectAsRead(page, 0, headPage)
  await panelOf(page).getByRole('button', { name: 'Next page' }).click()
  const next = (headPage + 1) % 64
  await expect(panelOf(page)).toContainText(`CPU 0 page ${next}`)
  await expectAsRead(page, 0, next)
  // down to the end: rows are drawn as they come into view
  await gridOf(page).focus()
  await page.keyboard.press('Control+End')
  await expect(gridOf(page).locator('.byte[data-at="4095"]')).toBeVisible()
  await expectAsRead(page, 0, next)
  await panelOf(page).getByRole('button', { name: 'Follow the head' }).click()
  await ringside.configure({ workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1000 } })
  await ringside.start()
  await expect(panelOf(page)).toContainText(/sampled .* into the run/)
  await page.evaluate(() => {
    const panel = document.querySelector('.bytes')
    const gone: string[] = []
    Object.assign(window, { gone })
    if (panel)
      new MutationObserver(() => panel.querySelector('[role="grid"]') ?? gone.push('no dump')).observe(panel, {
        childList: true,
        subtree: true,
      })
  })
  const when = panelOf(page).locator('.bytes-when')
  const before = await when.textContent()
  await expect(when).not.toHaveText(before ?? '')
  expect(await page.evaluate(() => (window as unknown as { gone: string[] }).gone)).toEqual([])
})

test('while live it says from when; held, it stays while the machine runs on', async ({ ringside, page }) => {
  await ringside.open()
  const when = panelOf(page).locator('.bytes-when')
  await expect(when).toHaveText(/^sampled \d+\.\d{3} m?s into the run$/)
  const before = await when.textContent()
  await expect(when).not.toHaveText(before ?? '')
  const hold = panelOf(page).getByRole('button', { name: 'Hold' })
  await hold.click()
  await expect(when).toHaveText(/^held as of/)
  await expect(hold).toHaveAttribute('aria-pressed', 'true')
  const [held, words] = [await drawnBytes(page), await when.textContent()]
  const { committed } = (await ringside.state()).ledger
  await page.evaluate((count) => window.ringside.waitFor(({ ledger }) => ledger.committed > count + 300), committed)
  expect([await drawnBytes(page), await when.textContent()]).toEqual([held, words])
  await hold.click()
  await expect(when).toHaveText(/^sampled/)
  await ringside.stop()
  await expect(when).toHaveText('as it is')
})

test('an event whose bytes were written over is told from the list; one that was never read is gone', async ({
  ringside,
  page,
}) => {
  await openStopped(ringside, { cpus: 3 })
  const [first] = await page.evaluate(() => window.ringside.consume(1))
  const list = page.getByRole('region', { name: 'Events' }).getByRole('listbox')
  await list.focus()
  await page.keyboard.press('Home')
  await list.getByRole('option').filter({ hasText: '[00' }).first().click()
  await expect(rowOf(page, 'counter')).toContainText(`${first?.ts} ns`)
  const { committed } = (await ringside.state()).ledger
  await ringside.runTo(committed + 3000)
  await expect(panelOf(page).getByRole('status')).toHaveText(
    'This event was read, and its bytes were written over since.',
  )
  expect(await shownFields(page)).toMatchObject({ counter: `${first?.ts} ns`, type: `${first?.type} ${first?.name}` })

  await panelOf(page).getByRole('button', { name: 'Follow the head' }).click()
  const { head = 0 } = (await ringside.state()).cpus[0] ?? {}
  await gridOf(page).locator(`.byte[data-at="${head}"]`).click()
  await ringside.runTo(committed + 6000)
  await expect(panelOf(page).getByRole('status')).toHaveText(/gone: overrun or erased/)
})

test('a clock that is off on purpose is marked at the counter', async ({ ringside, page }) => {
  await openStopped(ringside, { clockOffsetsNs: [5000] })
  await expect(rowOf(page, 'counter')).toContainText('clock +5 µs off on purpose')
})

test('copies and the file are the page', async ({ ringside, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openStopped(ringside)
  const panel = panelOf(page)
  const { headPage = 0 } = (await ringside.state()).cpus[0] ?? {}
  const bytes = Buffer.from(await page.evaluate(async (at) => [...(await window.ringside.pageBytes(0, at))], headPage))
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  await panel.getByRole('button', { name: 'Copy page' }).click()
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible()
  const hex = (await clipboard())
    .split('\n')
    .map((line) => line.slice(4, 51))
    .join(' ')
  expect(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').equals(bytes)).toBe(true)
  await panel.getByRole('button', { name: 'Copy fields' }).click()
  await expect.poll(clipboard).toMatch(/^\d+\tcounter\tu64\t\d+ ns\n/)
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Download page' }).click()
  expect((await download).suggestedFilename()).toBe(`ringside-cpu0-page${headPage}.bin`)
  expect((await readFile(await (await download).path())).equals(bytes)).toBe(true)
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong in the panel, ${theme}: live, and with a byte chosen`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
    const check = async (): Promise<void> => {
      expect(await violationsOn(page, '.bytes')).toEqual([])
    }
    await check()
    await ringside.stop()
    await panelOf(page).getByRole('button', { name: 'ASCII' }).click()
    await panelOf(page).getByRole('button', { name: 'Follow the tail' }).click()
    await gridOf(page).focus()
    await page.keyboard.press('Shift+ArrowRight')
    await check()
  })
}
