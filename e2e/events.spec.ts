/** The event list: searched, filtered, followed, walked through by keys, taken along; with what is unread while the machine stands still. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const list = (page: Page) => page.getByRole('region', { name: 'Events', exact: true })
const box = (page: Page) => list(page).getByRole('listbox', { name: /^Events, / })
const rows = (page: Page) => box(page).getByRole('option')
const field = (page: Page) => list(page).getByRole('searchbox', { name: 'Search events' })
const matches = (page: Page) => list(page).locator('.events-matches')
const count = (page: Page) => list(page).locator('.events-count')
const picked = (page: Page) => box(page).locator('[data-current="true"]')

/** What `buffers/ringside/text` says, without its header. */
const textLines = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const text = await (await window.ringside.debugfs('buffers/ringside/text')).text()
    return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  })

/** Three CPUs, small rings that lose, nothing read; the machine stands still. */
async function filledRings({ page }: RingsidePage): Promise<void> {
  await page.evaluate(async () => {
    const { ringside } = window
    await ringside.stop()
    await ringside.configure({
      cpus: 3,
      pagesPerCpu: 4,
      pageSize: 512,
      overwrite: true,
      clock: 'counter',
      reader: { kind: 'none' },
      workload: { kind: 'none' },
    })
    await ringside.registerEvent({ id: 5, name: 'tick', fields: ['field:u32 n; offset:0; size:4; signed:0;'] })
    await ringside.registerEvent({ id: 6, name: 'Tock', fields: ['field:u32 n; offset:0; size:4; signed:0;'] })
    await ringside.start()
    // CPU 2 writes more than it can hold
    for (let n = 0; n < 60; n++) await ringside.write(n % 2, 5 + (n % 4 === 0 ? 1 : 0), [n, 0, 0, 0])
    for (let n = 0; n < 150; n++) await ringside.write(2, 5, [n, 0, 0, 0])
    await ringside.stop()
  })
}

/** All of it is read then, and listed as such. */
async function readAll({ page }: RingsidePage): Promise<void> {
  await page.evaluate(() => window.ringside.consume(1000))
}

async function saved(page: Page, button: Locator): Promise<string> {
  const download = page.waitForEvent('download')
  await button.click()
  const file = await download
  expect(file.suggestedFilename()).toBe('ringside-events.txt')
  return readFile(await file.path(), 'utf8')
}

const eventLines = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

test('while the machine stands still, what is unread is listed in merged order, and goes when it runs', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await filledRings(ringside)
  const { buffered, overrun } = (await ringside.state()).ledger
  expect(overrun).toBeGreaterThan(0)
  await expect(rows(page).first()).toHaveText(`unread, in the rings: ${buffered} events`)
  const expected = await page.evaluate(async () =>
    (await window.ringside.read()).flatMap(({ cpu, text, lostBefore }) => [
      ...(lostBefore > 0 ? [`CPU:${cpu} [LOST ${lostBefore} EVENTS]`] : []),
      `[00${cpu}] ${text}`,
    ]),
  )
  await expect(count(page)).toHaveText(new RegExp(`^${expected.length} rows$`))
  await box(page).focus()
  await page.keyboard.press('End')
  await expect(rows(page).last()).toContainText(expected.at(-1)?.slice(6) ?? '?')
  const text = await saved(page, list(page).getByRole('button', { name: /^Save \d+ rows as text$/ }))
  const seen = eventLines(text).map((line) => line.replace(/^.*(\[\d+\]) +\d+: \w+: /, '$1 '))
  expect(seen).toEqual(expected)

  await ringside.start()
  await expect(rows(page)).toHaveCount(1)
  await readAll(ringside)
  await expect(rows(page).filter({ hasText: 'unread' })).toHaveCount(0)
})

test('what is saved is what the file of the rings says, and what is copied are its lines', async ({
  ringside,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ringside.open()
  await filledRings(ringside)
  const lines = await textLines(page)
  await expect(count(page)).toHaveText(`${lines.length} rows`)
  const text = await saved(page, list(page).getByRole('button', { name: /^Save/ }))
  expect(eventLines(text)).toEqual(lines)
  expect(text).toContain('#P:3')

  // the first row is the line about what is unread: it is no line of a trace
  await box(page).focus()
  await page.keyboard.press('Home')
  for (let row = 0; row < 3; row++) await page.keyboard.press('Shift+ArrowDown')
  await expect(box(page).locator('[aria-selected="true"]')).toHaveCount(4)
  await page.keyboard.press('Control+c')
  await expect(count(page)).toHaveText('copied 4 rows')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${lines.slice(0, 3).join('\n')}\n`)

  await page.keyboard.press('ArrowDown')
  await list(page).getByRole('button', { name: 'Copy 1 row', exact: true }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${lines[3]}\n`)
  await box(page).focus()
  await page.keyboard.press('Control+a')
  const all = await saved(page, list(page).getByRole('button', { name: `Save ${lines.length + 1} rows as text` }))
  expect(eventLines(all)).toEqual(lines)
})

test('search counts, walks and marks; Esc clears', async ({ ringside, page }) => {
  await ringside.open()
  await filledRings(ringside)
  await readAll(ringside)
  await box(page).focus()
  await page.keyboard.press('/')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type('TOCK: n=1')
  // 12 and 16: of every fourth event
  await expect(matches(page)).toHaveText('2 matches')
  await page.keyboard.press('Enter')
  await expect(matches(page)).toHaveText('1 of 2')
  await expect(picked(page)).toContainText('Tock: n=12')
  await expect(picked(page).locator('mark')).toHaveText(['Tock:', 'n=1'])
  await page.keyboard.press('Enter')
  await expect(picked(page)).toContainText('Tock: n=16')
  // round
  await page.keyboard.press('Enter')
  await expect(matches(page)).toHaveText('1 of 2')
  await page.keyboard.press('Shift+Enter')
  await expect(matches(page)).toHaveText('2 of 2')
  await box(page).focus()
  await page.keyboard.press('n')
  await expect(picked(page)).toContainText('n=12')
  await page.keyboard.press('Shift+N')
  await expect(picked(page)).toContainText('n=16')
  await list(page).getByRole('button', { name: 'Previous match' }).click()
  await expect(matches(page)).toHaveText('1 of 2')

  await field(page).fill('no such line')
  await expect(matches(page)).toHaveText('no match')
  await field(page).press('Escape')
  await expect(field(page)).toHaveValue('')
  await expect(rows(page).locator('mark')).toHaveCount(0)
  // losses are found too
  await field(page).fill('lost')
  await field(page).press('Enter')
  await expect(matches(page)).toHaveText('1 of 1')
  await expect(picked(page)).toContainText(/^CPU:2 \[LOST \d+ EVENTS\]$/)
})

test('filters by CPU, type and text leave the losses, of every CPU', async ({ ringside, page }) => {
  await ringside.open()
  await filledRings(ringside)
  await readAll(ringside)
  const all = Number(/^(\d+) rows$/.exec((await count(page).textContent()) ?? '')?.[1])
  const lost = rows(page).filter({ hasText: /^CPU:2 \[LOST \d+ EVENTS\]$/ })
  const menu = (name: string) => list(page).getByRole('group', { name: `${name} shown` })
  const open = (name: string) => list(page).getByRole('button', { name: new RegExp(`^${name}`) })

  await open('CPUs').click()
  await menu('CPUs').getByRole('button', { name: 'None' }).click()
  await expect(count(page)).toHaveText(`1 of ${all} rows`)
  await expect(lost).toHaveCount(1)
  await menu('CPUs')
    .getByRole('checkbox', { name: /^CPU 1\b/ })
    .check()
  await expect(count(page)).toHaveText(`31 of ${all} rows`)
  await expect(lost).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(menu('CPUs')).toBeHidden()

  await open('Types').click()
  await expect(menu('Types').getByRole('checkbox', { name: /^Tock 15$/ })).toBeChecked()
  await menu('Types').getByRole('checkbox', { name: /^tick/ }).uncheck()
  await page.keyboard.press('Escape')
  // CPU 1 has written odd numbers: no tock
  await expect(count(page)).toHaveText(`1 of ${all} rows`)
  await list(page).getByRole('button', { name: 'Clear filters' }).click()
  await expect(count(page)).toHaveText(`${all} rows`)

  await field(page).fill('tock')
  await expect(matches(page)).toHaveText('15 matches')
  await list(page).getByRole('button', { name: 'Filter by this text' }).click()
  await expect(count(page)).toHaveText(`16 of ${all} rows`)
  await expect(lost).toHaveCount(1)
  await expect(matches(page)).toHaveText('15 matches')
  // while it runs, what is read passes through the same filter
  await page.evaluate(async () => {
    await window.ringside.start()
    for (let n = 0; n < 8; n++) await window.ringside.write(0, n % 2 === 0 ? 6 : 5, [n, 0, 0, 0])
    await window.ringside.consume(8)
  })
  await expect(count(page)).toHaveText(`20 of ${all + 8} rows`)
})

test('it follows the newest until one scrolls or selects', async ({ ringside, page }) => {
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.read > 60))
  const follow = list(page).getByRole('button', { name: 'Follow the newest' })
  const atEnd = () => box(page).evaluate((el) => el.scrollTop + el.clientHeight > el.scrollHeight - 2)
  await expect(follow).toHaveCount(0)
  await expect.poll(atEnd).toBe(true)
  await box(page).hover()
  await page.mouse.wheel(0, -200)
  await expect(follow).toBeVisible()
  const top = async () => rows(page).nth(8).textContent()
  const seen = await top()
  const { read } = (await ringside.state()).ledger
  await page.evaluate((before) => window.ringside.waitFor(({ ledger }) => ledger.read > before + 60), read)
  await expect
    .poll(async () => Number((await box(page).getAttribute('aria-label'))?.replace(/\D/g, '')))
    .toBeGreaterThan(read)
  expect(await top()).toBe(seen)
  await follow.click()
  await expect(follow).toHaveCount(0)
  await expect.poll(atEnd).toBe(true)
  await rows(page).nth(9).click()
  await expect(follow).toBeVisible()
  await expect(picked(page)).toBeInViewport()
})

test('keys walk through the list, and the bytes of the event come with it', async ({ ringside, page }) => {
  await ringside.open()
  await filledRings(ringside)
  const events = await page.evaluate(async () => (await window.ringside.read()).map(({ cpu, text }) => ({ cpu, text })))
  const bytes = page.getByRole('region', { name: 'Page bytes', exact: true })
  await box(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(picked(page)).toContainText(events[0]?.text ?? '?')
  await expect(bytes).toContainText(`CPU ${events[0]?.cpu} page 0`)
  await page.keyboard.press('End')
  const last = events.at(-1)
  await expect(picked(page)).toContainText(`[00${last?.cpu}]`)
  await expect(picked(page)).toContainText(last?.text ?? '?')
  await expect(picked(page)).toBeInViewport()
  await expect(bytes).toContainText(`CPU ${last?.cpu} page 0, tail`)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('ArrowUp')
  await expect(picked(page)).toHaveCount(1)
  const id = await picked(page).getAttribute('id')
  await expect(box(page)).toHaveAttribute('aria-activedescendant', id ?? '?')

  // what is selected no longer is not in the list either
  await page.getByRole('button', { name: 'follow the head' }).click()
  await expect(box(page).locator('[aria-selected="true"]')).toHaveCount(0)

  await list(page).getByRole('button', { name: 'Details' }).click()
  await box(page).focus()
  await page.keyboard.press('End')
  const details = list(page).getByRole('group', { name: 'Event details' })
  await expect(details).toContainText('tick')
  await expect(details).toContainText(/unread, in the ring at page \d offset \d+/)
  await readAll(ringside)
  await page.keyboard.press('End')
  await expect(details).toContainText(/read; its bytes are still in the ring at page \d offset \d+/)
  await page.evaluate(async () => {
    await window.ringside.start()
    for (let n = 0; n < 150; n++) await window.ringside.write(2, 5, [n, 0, 0, 0])
    await window.ringside.stop()
  })
  await expect(details).toContainText('read; its bytes have been written over since')
})

test('rings too large to be captured with their bytes are listed and walked once they stand still; larger ones are not, and it is said where they are', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const workload = { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity, eventsPerCpu: 5 } as const
  const config = { cpus: 2, pageSize: 4096, reader: { kind: 'none' }, workload } as const
  await ringside.configure({ ...config, pagesPerCpu: 128 })
  await ringside.runTo(10)
  await expect(rows(page)).toHaveCount(11)
  expect(await textLines(page)).toHaveLength(10)
  const strip = page.locator('.timeline-strip')
  // who begins late has nothing in common with who was done by then
  await expect(strip).toContainText(/complete on all CPUs from|no common stretch: CPU \d begins/)

  await ringside.configure({ ...config, pagesPerCpu: 4096 })
  await ringside.runTo(10)
  await expect(rows(page)).toHaveText([
    'unread, in the rings: 10 events; rings this large are listed in Files, as text',
  ])
  await expect(strip).toContainText('rings this large are not walked')
})

test('six hundred thousand rows: the middle and the end are where they belong', async ({ ringside, page }) => {
  test.setTimeout(120_000)
  const EVENTS = 600_000
  await ringside.open()
  await ringside.configure({
    cpus: 1,
    pagesPerCpu: 4096,
    pageSize: 32_768,
    snapshot: false,
    reader: { kind: 'none' },
    workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity, eventsPerCpu: EVENTS },
  })
  await ringside.start()
  await page.evaluate((count) => window.ringside.waitFor(({ ledger }) => ledger.committed === count, 60_000), EVENTS)
  await ringside.stop()
  await page.evaluate(async (count) => {
    for (let read = 0; read < count; read += 50_000) await window.ringside.consume(50_000)
  }, EVENTS)
  await expect(count(page)).toHaveText(/^600.000 rows$/)
  /** Every row in view has the number that its event has. */
  const expectInOrder = async (): Promise<number> => {
    const seen = await rows(page).evaluateAll((options) =>
      options.map((option) => [
        Number(option.getAttribute('aria-posinset')),
        Number(/seq=(\d+)/.exec(option.textContent ?? '')?.[1]) + 1,
      ]),
    )
    expect(seen.length).toBeGreaterThan(5)
    for (const [place, number] of seen) expect(number).toBe(place)
    return seen[0]?.[0] ?? 0
  }
  await box(page).evaluate((el) => (el.scrollTop = el.scrollHeight / 2))
  await expect.poll(expectInOrder).toBeGreaterThan(EVENTS / 2 - 100)
  expect(await expectInOrder()).toBeLessThan(EVENTS / 2 + 100)
  // a wheel goes as far in the list as it does on the screen
  const before = await expectInOrder()
  await box(page).hover()
  await page.mouse.wheel(0, 160)
  await expect.poll(expectInOrder).toBe(before + 10)
  await box(page).evaluate((el) => (el.scrollTop = el.scrollHeight))
  await expect(rows(page).last()).toContainText(`seq=${EVENTS - 1} `)
  await expectInOrder()
  await box(page).focus()
  await page.keyboard.press('Home')
  await expect(rows(page).first()).toContainText('seq=0 ')
  await field(page).fill('seq=599999 ')
  await expect(matches(page)).toHaveText('1 match')
  await field(page).press('Enter')
  await expect(picked(page)).toContainText('seq=599999 ')
  await expect(picked(page)).toBeInViewport()
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong with search, menu, selection and details, ${theme}`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await filledRings(ringside)
    await field(page).fill('tock')
    await field(page).press('Enter')
    await list(page).getByRole('button', { name: 'Filter by this text' }).click()
    await list(page).getByRole('button', { name: 'Details' }).click()
    await expect(list(page).getByRole('group', { name: 'Event details' })).toContainText('Tock')
    await list(page)
      .getByRole('button', { name: /^Types/ })
      .click()
    await expect(list(page).getByRole('group', { name: 'Types shown' })).toBeVisible()
    expect(await violationsOn(page, '.events')).toEqual([])
  })
}

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a phone has rows and buttons for a finger, details below, and nothing scrolls sideways', async ({
    ringside,
    page,
  }) => {
    await ringside.open()
    await filledRings(ringside)
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Events' }).tap()
    await rows(page).nth(2).tap()
    await expect(list(page).getByRole('group', { name: 'Event details' })).toContainText('unread, in the ring')
    await field(page).fill('tick')
    const buttons = list(page).getByRole('button')
    const sizes = await buttons.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
    for (const height of [...sizes, (await rows(page).first().boundingBox())?.height ?? 0])
      expect(height).toBeGreaterThanOrEqual(44)
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      const inside = await buttons.evaluateAll((all) =>
        Math.max(...all.map((each) => each.getBoundingClientRect().right)),
      )
      expect(inside).toBeLessThanOrEqual(width)
    }
  })
})
