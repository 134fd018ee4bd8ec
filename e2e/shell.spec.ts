/** What belongs to no panel: commands, links, sizes, theme, phone. */
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'

test('the palette finds a command by its letters and runs it; Esc brings the focus back', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const start = page.getByRole('region', { name: 'Rings' }).getByRole('gridcell').first()
  await start.focus()
  await page.keyboard.press('Control+k')
  const input = page.getByPlaceholder('Find a command')
  await expect(input).toBeFocused()
  await page.keyboard.type('run or')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(/Run or pause/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await expect(start).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(input).toBeFocused()
  await page.keyboard.type('show statistics')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Statistics' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Control+k')
  await expect(input).toBeFocused()
  await page.keyboard.type('qqqq')
  await expect(page.getByText('No command has these words.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a link gives the configuration and the view in a fresh page', async ({ ringside, page, browser, baseURL }) => {
  await ringside.open()
  await ringside.configure({
    cpus: 3,
    pagesPerCpu: 4,
    clock: 'counter',
    reader: { kind: 'consume', eventsPerSecond: Infinity },
  })
  await page.getByRole('tab', { name: 'Merge' }).click()
  const config = await page.evaluate(() => window.ringside.config())
  const link = await page.evaluate(() => window.ringside.link())
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(link)
  expect(link.startsWith(baseURL ?? '?')).toBe(true)
  expect(link.length).toBeLessThan(2048)
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(link)
  await other.evaluate(() => window.ringside.ready)
  expect(await other.evaluate(() => window.ringside.config())).toEqual(config)
  await expect(other.getByRole('tab', { name: 'Merge' })).toHaveAttribute('aria-selected', 'true')
  await context.close()
})

test('a link whose machine cannot be, or that was cut off, gets a sentence and the default page', async ({
  ringside,
  page,
}) => {
  await ringside.open(`?config=${encodeURIComponent('{"cpus":1000}')}`)
  await expect(page.getByRole('alert')).toContainText(/link's machine cannot run: CPUs must be/)
  expect(await page.evaluate(() => window.ringside.config().cpus)).toBe(6)
  await ringside.open('?config=1.eyJj')
  await expect(page.getByRole('alert')).toContainText(/cut off or changed/)
  expect((await ringside.state()).running).toBe(true)
  await ringside.open(
    `?view=${encodeURIComponent('{"panel":"Nowhere","page":["x"],"timeline":7,"events":[],"rings":"no"}')}`,
  )
  await expect(page.getByRole('region', { name: 'Rings' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText("asks for a panel 'Nowhere'")
  await ringside.open(`?view=${encodeURIComponent('{"page":[1,999,0]}')}`)
  await expect(page.getByRole('alert')).toContainText(/asks for page 999 of CPU 1; its rings have pages 0 to \d+\./)
  await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 0 page')
})

test('panels are resized by keyboard and by mouse, and remembered', async ({ ringside, page }) => {
  await ringside.open()
  const bytes = page.getByRole('region', { name: 'Page bytes' })
  const width = async () => Math.round((await bytes.boundingBox())?.width ?? 0)
  const before = await width()
  const separator = page.getByRole('separator', { name: /bytes/ })
  await separator.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(width).toBeGreaterThan(before)
  const box = await separator.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 0.5, 300)
  await page.mouse.down()
  await page.mouse.move((box?.x ?? 0) - 60, 300, { steps: 3 })
  await page.mouse.up()
  const after = await width()
  expect(after).toBeGreaterThan(before + 40)
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).toContain('layout')
  await page.reload()
  await page.evaluate(() => window.ringside.ready)
  await expect.poll(width).toBe(after)
})

test('the theme is remembered, and a link’s theme goes before it', async ({ ringside, page }) => {
  await ringside.open()
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
  await page.getByRole('button', { name: 'Theme: system' }).click()
  expect(await theme()).toBe('dark')
  await ringside.open()
  await expect.poll(theme).toBe('dark')
  await ringside.open('?theme=light')
  await expect.poll(theme).toBe('light')
})

test('keys that are one character can be turned off', async ({ ringside, page }) => {
  await ringside.open()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page.getByPlaceholder('Find a command')).toBeFocused()
})

test('at no width does the top bar leave the window, with all that it can have to say', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ asPosted: true })
  await page.evaluate(() => window.ringside.disable())
  await expect(page.getByText('recording disabled')).toBeVisible()
  for (const width of [720, 820, 900, 901, 1024, 1080, 1081, 1180, 1279, 1280, 1359, 1360, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBe(width)
  }
})

// a phone on its side, and windows of 1440 and 1920 px whose page is magnified to 200 %
for (const [width, height] of [
  [667, 375],
  [720, 450],
  [960, 540],
] as const) {
  test(`in a low window of ${width} × ${height} px rings and lanes can be seen`, async ({ ringside, page }) => {
    await page.setViewportSize({ width, height })
    await ringside.open()
    for (const name of ['Rings', 'Timeline']) {
      await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name }).click()
      const picture = page.getByRole('region', { name, exact: true })
      await picture.scrollIntoViewIfNeeded()
      expect((await picture.boundingBox())?.height, name).toBeGreaterThanOrEqual(200)
    }
  })
}

for (const width of [320, 360, 390, 430]) {
  test.describe(`on a phone of ${width} px`, () => {
    test.use({ viewport: { width, height: 740 }, hasTouch: true, isMobile: true })

    test('nothing scrolls sideways, and targets are 44 px', async ({ ringside, page }) => {
      await ringside.open()
      // the ways in leave the first view to the rings
      await expect(page.getByRole('navigation', { name: 'Where to start' })).toBeVisible()
      expect((await page.getByRole('region', { name: 'Rings', exact: true }).boundingBox())?.y).toBeLessThan(280)
      const panels = page.getByRole('navigation', { name: 'Panels' }).getByRole('button')
      for (const name of await panels.allTextContents()) {
        await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true }).click()
        await expect(page.locator('main')).toBeVisible()
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
      }
      for (const button of await page.locator('.top-bar button, .tabs button, .dock button').all()) {
        const box = await button.boundingBox()
        if (box) expect(Math.round(box.height), (await button.textContent()) ?? '').toBeGreaterThanOrEqual(44)
      }
    })
  })
}

for (const dialog of ['palette', 'share', 'keys']) {
  test(`axe finds nothing wrong in the dialog ${dialog}`, async ({ ringside, page }) => {
    await ringside.open('?theme=dark')
    await page.keyboard.press('Control+k')
    await expect(page.getByPlaceholder('Find a command')).toBeFocused()
    if (dialog !== 'palette') {
      await page.keyboard.type(dialog === 'share' ? 'share' : 'keyboard shortcuts')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: /^(Share|Keyboard shortcuts)$/ })).toBeVisible()
    }
    expect(await violationsOn(page)).toEqual([])
  })
}
