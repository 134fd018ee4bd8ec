/** Everybody: by keyboard alone, with a screen reader, on a phone, in forced colours, with reduced motion. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'

const STEPPED = {
  mode: 'step',
  cpus: 3,
  pagesPerCpu: 4,
  pageSize: 128,
  workload: { kind: 'synthetic', tracer: 'sched', eventsPerSecond: 1000 },
  reader: { kind: 'consume', eventsPerSecond: 10 },
} as const

/** Lost events, an interrupt, somebody who waits; a branch that was left. */
async function stepAbout(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { ringside } = window
    await ringside.runUntil({ overrun: true })
    await ringside.interrupt(1)
    await ringside.runUntil({ point: 'LockWaited' })
    const { op } = ringside.position()
    await ringside.seek(op - 20)
    await ringside.fork()
    await ringside.runUntil({ point: 'BodyHalf' })
  })
}

const LOWER = ['Events', 'Merge', 'Statistics', 'Files', 'Latency'] as const

/** Presses Tab until the focus is where it is wanted: as long as it takes somebody who has nothing else. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`Tab does not come to ${selector}`)
}

test('by keyboard alone from the first paint to one inspected byte', async ({ ringside, page }) => {
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.committed > 100))
  await tabTo(page, '[role="gridcell"]')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const bytes = page.getByRole('region', { name: 'Page bytes' })
  await expect(bytes).toContainText('CPU 0')
  await tabTo(page, '[aria-label="Bytes in hex"], [aria-label="Bytes in hex"] *')
  await page.keyboard.press('Home')
  for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowRight')
  const shown = await page.evaluate(() => {
    const focused = document.activeElement
    const cell = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '') ?? focused
    return cell?.getAttribute('aria-label') ?? cell?.textContent ?? ''
  })
  const page2 = await page.evaluate(async () => [...(await window.ringside.pageBytes(0, 2))])
  const at = Number(/offset (\d+)/.exec(shown)?.[1])
  expect(shown).toContain(`byte ${(page2[at] ?? 0).toString(16).padStart(2, '0')}`)
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong, ${theme}, in any panel, while four CPUs run`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await ringside.configure({ cpus: 4 })
    await ringside.start()
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
    expect(await violationsOn(page)).toEqual([])
    for (const lower of LOWER) {
      await page.getByRole('tab', { name: lower }).click()
      await expect(page.getByRole('region', { name: lower, exact: true })).toBeVisible()
      expect(await violationsOn(page, '.tab-panels'), lower).toEqual([])
    }
    for (const shape of ['Strip', 'Circle']) {
      if (shape === 'Strip') await page.getByRole('button', { name: 'CPU 1', exact: true }).click()
      await page.getByRole('button', { name: shape, exact: true }).click()
      expect(await violationsOn(page, '.rings'), shape).toEqual([])
    }
  })

  test(`axe finds nothing wrong, ${theme}, the timeline as a table and the ledger explained`, async ({
    ringside,
    page,
  }) => {
    await ringside.open(`?theme=${theme}`)
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
    await page.getByRole('button', { name: 'As table' }).click()
    await page
      .getByRole('region', { name: 'Ledger' })
      .getByRole('button', { name: /^overrun/ })
      .click()
    expect(await violationsOn(page, '.timeline', '.ledger-dock')).toEqual([])
  })

  test(`axe finds nothing wrong, ${theme}, with steps, ops, source and the rest of a page that is stepped`, async ({
    ringside,
    page,
  }) => {
    await ringside.open(`?theme=${theme}`)
    await ringside.configure(STEPPED)
    await stepAbout(page)
    await expect(page.getByRole('region', { name: 'Source' }).getByRole('listitem').first()).toBeVisible()
    expect(await violationsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await expect(page.getByText('This is the past.')).toBeVisible()
    expect(await violationsOn(page, '.steps', '.ops', '.source')).toEqual([])
  })

  test(`axe finds nothing wrong, ${theme}, on a phone that steps, panel by panel`, async ({ ringside, page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await ringside.open(`?theme=${theme}`)
    await ringside.configure(STEPPED)
    await stepAbout(page)
    for (const name of ['Rings', 'Timeline', 'Bytes', 'Controls']) {
      await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true }).click()
      await expect(page.getByText('Loading …')).toHaveCount(0)
      expect(await violationsOn(page, '.panels', '.tabs'), name).toEqual([])
    }
  })

  test(`axe finds nothing wrong, ${theme}, on a phone, panel by panel`, async ({ ringside, page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await ringside.open(`?theme=${theme}`)
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
    const panels = page.getByRole('navigation', { name: 'Panels' }).getByRole('button')
    for (const name of await panels.allTextContents()) {
      await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true }).click()
      await expect(page.getByText('Loading …')).toHaveCount(0)
      expect(await violationsOn(page, '.panels', '.tabs'), name).toEqual([])
    }
  })
}

test('a phone’s journey: rings, a page’s bytes, the list, pause and snapshot', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    ...(baseURL && { baseURL }),
  })
  const page = await context.newPage()
  await page.goto('/')
  await page.evaluate(() => window.ringside.ready)
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0 && ledger.read > 10))
  await page.getByRole('button', { name: 'Pause', exact: true }).tap()
  await page.getByRole('gridcell', { name: /^CPU 1 page 3,/ }).tap()
  await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 1')
  const panel = (name: string) =>
    page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true })
  await panel('Events').tap()
  await expect(page.getByRole('region', { name: 'Events', exact: true })).toContainText(/sched_(switch|wakeup)/)
  await panel('Timeline').tap()
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
  await page.getByRole('button', { name: 'Snapshot', exact: true }).tap()
  await expect.poll(async () => (await page.evaluate(() => window.ringside.state())).ledger.buffered).toBe(0)
  await context.close()
})

test('in forced colours the rings are drawn in system colours, and axe finds nothing wrong', async ({
  ringside,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
  await ringside.stop()
  const colours = await coloursOf(page, 'Rings')
  // committed, free, markers and their words: not one flat field, and no colour of our own
  expect(colours.size).toBeGreaterThan(2)
  expect(await violationsOn(page)).toEqual([])
})

test('in forced colours ops and rings that are stepped are drawn in system colours, and axe finds nothing wrong', async ({
  ringside,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await ringside.openWith(STEPPED)
  await stepAbout(page)
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('at BodyHalf')
  // lanes, cells and the op that is shown: not one flat field
  expect((await coloursOf(page, 'Ops')).size).toBeGreaterThan(2)
  expect((await coloursOf(page, 'Rings')).size).toBeGreaterThan(2)
  expect(await violationsOn(page)).toEqual([])
})

test('with reduced motion nothing moves by itself', async ({ ringside, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
  await page.getByRole('button', { name: 'Snapshot', exact: true }).click()
  await page.getByRole('tab', { name: 'Merge' }).click()
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0)
      .map((animation) => String(animation.effect?.getComputedTiming().duration)),
  )
  expect(moving).toEqual([])
})

/** Colours of the first canvas of a region, as `r,g,b`, those that are more than a thousandth of it. */
async function coloursOf(page: Page, region: string): Promise<Set<string>> {
  const shot = await page.getByRole('region', { name: region }).screenshot()
  return new Set(
    await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))]))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: new Uint8ClampedArray() }
      const counts = new Map<string, number>()
      for (let at = 0; at < data.length; at += 4) {
        const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`
        counts.set(colour, (counts.get(colour) ?? 0) + 1)
      }
      return [...counts].filter(([, count]) => count > data.length / 4000).map(([colour]) => colour)
    }, shot.toString('base64')),
  )
}
