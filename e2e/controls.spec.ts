/** The controls: every setting by hand, what it costs, what is wrong with it, the way back, and the flight recorder. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/ringside-test.ts'
import type { MachineConfig, MachineState } from './support/ringside-test.ts'

const controls = (page: Page) => page.getByRole('region', { name: 'Controls', exact: true })
const typed = (page: Page, name: string) => controls(page).getByRole('textbox', { name, exact: true })
const cost = (page: Page, name: string) => controls(page).locator(`[data-cost="${name}"]`)
const configOf = (page: Page): Promise<MachineConfig> => page.evaluate(() => window.ringside.config())
const goesOn = (page: Page): Promise<MachineState> =>
  page.evaluate(async () => {
    const { committed } = (await window.ringside.state()).ledger
    return window.ringside.waitFor((state) => state.running && state.ledger.committed > committed)
  })
const STILL = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const

test('a preset by the keyboard, undone and done again, each time running', async ({ ringside, page }) => {
  await ringside.open()
  const first = await configOf(page)
  const presets = controls(page).getByRole('button', { name: /^Presets/ })
  await presets.press('Enter')
  for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(presets).toHaveText(/Tiny pages/)
  await expect(presets).toBeFocused()
  await expect(presets).toHaveAttribute('aria-expanded', 'false')
  expect(await configOf(page)).toMatchObject({ cpus: 1, pagesPerCpu: 4, pageSize: 128 })
  expect((await goesOn(page)).cpus).toHaveLength(1)

  await page.keyboard.press('Control+z')
  await expect(presets).toHaveText(/Six CPUs of a phone board/)
  await expect(controls(page).getByRole('button', { name: 'Redo' })).toBeEnabled()
  expect((await goesOn(page)).cpus).toHaveLength(first.cpus)
  expect(await configOf(page)).toMatchObject({ ...first })
  await page.keyboard.press('Control+Shift+z')
  await expect(presets).toHaveText(/Tiny pages/)
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Find a command')).toBeFocused()
  await page.keyboard.type('undo the last')
  await page.keyboard.press('Enter')
  await expect(presets).toHaveText(/Six CPUs of a phone board/)
  await goesOn(page)
})

test('a number that cannot be is told beside its field, and nothing is lost', async ({ ringside, page }) => {
  await ringside.open()
  const cpus = typed(page, 'CPUs')
  await cpus.fill('999')
  await cpus.press('Enter')
  await expect(cpus).toHaveAccessibleDescription(/from 1 to 256, not 999/)
  await cpus.fill('six')
  await cpus.press('Tab')
  await expect(cpus).toHaveAccessibleDescription('This is no number.')
  await expect(cpus).toHaveValue('six')
  await goesOn(page)
  await cpus.press('Escape')
  await expect(cpus).toHaveValue('6')
  await expect(cpus).toHaveAttribute('aria-invalid', 'false')

  // Ctrl+Z is of letters while they are typed, and of the machine once they have taken effect
  await cpus.fill('2')
  await cpus.press('Control+z')
  expect((await configOf(page)).cpus).toBe(6)
  await cpus.fill('2')
  await cpus.press('Enter')
  await expect(controls(page).getByRole('heading', { name: 'Two CPUs, two rings' })).toBeVisible()
  expect((await goesOn(page)).cpus).toHaveLength(2)
  await cpus.press('Control+z')
  await expect(cpus).toHaveValue('6')
  expect((await goesOn(page)).cpus).toHaveLength(6)
})

test('what is too large together is told where it was asked for', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ ...STILL, cpus: 1, pagesPerCpu: 40_000, pageSize: 128 })
  await typed(page, 'page size').fill('32768')
  await typed(page, 'page size').press('Enter')
  await expect(typed(page, 'page size')).toHaveAccessibleDescription(/2500 MiB; the limit is 2048 MiB/)
  await expect(typed(page, 'pages per CPU')).toHaveAttribute('aria-invalid', 'false')
  expect((await configOf(page)).pageSize).toBe(128)
})

test('what it costs is what the rings take, and what is said to fit does', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ ...STILL, cpus: 2, pagesPerCpu: 4, pageSize: 256 })
  const write = (count: number): Promise<unknown> =>
    page.evaluate(async (events) => {
      for (let event = 0; event < events; event++) await window.ringside.write(0, 7, Array<number>(28).fill(event))
    }, count)
  await expect(cost(page, 'memory')).toHaveText('1 KiB × 2 × 2 = 4 KiB')
  await expect(cost(page, 'wraps after')).toHaveText('never at this rate')
  await write(7)
  await expect(cost(page, 'an event')).toHaveText('40 B so far')
  const [page0] = (await ringside.state()).cpus[0]?.pages ?? []
  expect(page0).toMatchObject({ committedBytes: 240, paddingBytes: 16, unread: 6 })
  await expect(cost(page, 'a page holds')).toHaveText('6.0 events')
  await expect(cost(page, 'padding')).toHaveText('6 % of a page')
  const fits = Number.parseInt(await cost(page, 'a ring holds').innerText())
  await write(fits - 7)
  expect((await ringside.state()).ledger).toMatchObject({ buffered: fits, overrun: 0 })
  await write(1)
  expect((await ringside.state()).ledger.overrun).toBeGreaterThan(0)

  await controls(page).getByRole('switch', { name: 'snapshot' }).press('Space')
  await expect(cost(page, 'memory')).toHaveText('1 KiB × 2 = 2 KiB')
  await expect(controls(page).getByRole('meter', { name: 'Memory of the rings' })).toHaveAttribute(
    'aria-valuetext',
    /^2 KiB of 2 GiB, 8 of/,
  )
})

test('what can change without a new machine does: the counts go on', async ({ ringside, page }) => {
  await ringside.open()
  let { committed } = (await goesOn(page)).ledger
  const sameMachine = async (holds: Partial<MachineConfig>): Promise<void> => {
    await expect.poll(() => configOf(page)).toMatchObject(holds)
    const { ledger } = await goesOn(page)
    expect(ledger.committed).toBeGreaterThan(committed)
    committed = ledger.committed
  }
  const workload = { kind: 'trace', source: 'juno-sched', speed: 7.5, loop: true } as const
  await typed(page, 'speed, exactly').fill('7.5x')
  await typed(page, 'speed, exactly').press('Enter')
  await sameMachine({ workload })
  await typed(page, 'speed, exactly').fill('0')
  await typed(page, 'speed, exactly').press('Enter')
  await expect(typed(page, 'speed, exactly')).toHaveAccessibleDescription(/above 0/)
  await page.keyboard.press('Escape')

  const slider = controls(page).getByRole('slider', { name: 'speed' })
  for (let steps = 0; steps < 3; steps++) await slider.press('ArrowRight')
  await sameMachine({ workload: { ...workload, speed: 100 } })
  await controls(page).getByRole('switch', { name: 'loop' }).press('Space')
  await expect.poll(() => configOf(page)).toMatchObject({ workload: { ...workload, speed: 100, loop: false } })
  await page.keyboard.press('Control+z')
  await sameMachine({ workload: { ...workload, speed: 100 } })
  await page.keyboard.press('Control+z')
  await sameMachine({ workload: { ...workload, speed: 4 } })
  await controls(page).getByRole('combobox', { name: 'reader', exact: true }).selectOption('iterates')
  await sameMachine({ reader: { kind: 'iterate', passesPerSecond: 2 } })
  await controls(page).getByRole('button', { name: 'Double: pages per CPU' }).press('Enter')
  await sameMachine({ pagesPerCpu: 16 })

  // and what cannot is a machine that begins anew, and runs
  await controls(page).getByRole('combobox', { name: 'trace or tracer' }).selectOption('sched')
  await expect.poll(() => configOf(page)).toMatchObject({ workload: { kind: 'synthetic', tracer: 'sched' } })
  await typed(page, 'events per CPU').fill('5')
  await typed(page, 'events per CPU').press('Enter')
  const { ledger } = await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.attempted === 6 * 5))
  expect(ledger.attempted).toBe(30)
})

test('stopped by a trigger of each kind, with what led to it, and once more', async ({ ringside, page }) => {
  await ringside.open()
  const workload = { kind: 'trace', source: 'juno-sched', speed: 10, loop: true } as const
  await ringside.configure({ cpus: 2, pagesPerCpu: 8, pageSize: 512, workload, reader: { kind: 'none' } })
  await controls(page).getByRole('button', { name: 'Stop on a trigger' }).click()
  const choose = (name: string, option: string): Promise<string[]> =>
    controls(page).getByRole('combobox', { name, exact: true }).selectOption(option)
  const button = (name: string) => controls(page).getByRole('button', { name, exact: true })
  const notice = controls(page).getByRole('status').filter({ hasText: 'Stopped by the trigger' })
  const stopped = async (words: RegExp): Promise<MachineState> => {
    await expect(notice).toContainText(words)
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
    const state = await ringside.state()
    expect(state).toMatchObject({ running: false, recordDisabled: 1 })
    return state
  }

  await choose('stop on', 'an event')
  await button('Arm').click()
  await expect(controls(page).getByRole('combobox', { name: 'event', exact: true })).toHaveAccessibleDescription(
    'Choose an event.',
  )
  await choose('event', 'sched_switch')
  await choose('happening on', 'CPU 1')
  await button('Arm').click()
  await expect(controls(page).getByText('Armed: sched_switch on CPU 1. Run to begin.')).toBeVisible()
  await ringside.start()
  await stopped(/sched_switch on CPU 1 at \d/)
  const unread = () =>
    page.evaluate(async () => (await window.ringside.read()).map(({ cpu, name, ts }) => ({ cpu, name, ts })))
  const newest = (await unread()).findLast(({ cpu }) => cpu === 1)
  expect(newest?.name).toBe('sched_switch')
  await button('Show it').click()
  const bytes = page.getByRole('region', { name: 'Page bytes' })
  await expect(bytes).toContainText('sched_switch')
  await expect(bytes.getByRole('row').filter({ hasText: 'counter' })).toContainText(
    new RegExp(String(newest?.ts).split('').join('\\s*')),
  )

  await button('Arm again').click()
  await expect(notice).toBeHidden()
  await stopped(/sched_switch on CPU 1/)
  const again = (await unread()).findLast(({ cpu }) => cpu === 1)
  expect(again?.ts).toBeGreaterThan(newest?.ts ?? Infinity)

  await choose('stop on', 'first overrun')
  await choose('happening on', 'any CPU')
  await button('Arm this instead').click()
  await ringside.start()
  const { ledger } = await stopped(/first overrun on CPU/)
  expect(ledger.overrun).toBeGreaterThan(0)

  await ringside.configure({ cpus: 1 })
  await choose('stop on', 'a stamp')
  await typed(page, 'at or after').fill('0.1')
  await typed(page, 'events after it').fill('10')
  await typed(page, 'events after it').press('Enter')
  await ringside.start()
  await stopped(/stamp 0.1\d* or later on CPU 0/)
  const later = (await unread()).filter(({ ts }) => ts >= 1e8)
  expect(later).toHaveLength(11)

  await controls(page).getByRole('switch', { name: 'overwrite' }).click()
  await choose('stop on', 'a full ring (refused)')
  await typed(page, 'events after it').fill('0')
  await button('Arm this instead').click()
  await ringside.start()
  const full = await stopped(/full ring on CPU/)
  expect(full.ledger.refused.full).toBeGreaterThan(0)
  await notice.getByRole('button', { name: 'Disarm' }).click()
  await expect(notice).toBeHidden()
  expect(await ringside.state()).toMatchObject({ recordDisabled: 0 })
})

async function openAll(page: Page): Promise<void> {
  for (const group of await controls(page).locator('h3 button[aria-expanded]').all()) {
    if ((await group.getAttribute('aria-expanded')) === 'false') await group.click()
    await expect(group).toHaveAttribute('aria-expanded', 'true')
  }
  await controls(page).getByText('offsets on purpose').click()
  await controls(page)
    .getByRole('button', { name: /^Presets/ })
    .click()
  await expect(controls(page).getByRole('button', { name: 'Arm', exact: true })).toBeVisible()
}

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong, ${theme}, with all groups open and something wrong in a field`, async ({
    ringside,
    page,
  }) => {
    await ringside.open(`?theme=${theme}`)
    await openAll(page)
    await typed(page, 'seed').fill('a bean')
    await typed(page, 'seed').press('Enter')
    await controls(page).getByRole('button', { name: 'Arm', exact: true }).click()
    await expect(controls(page).getByRole('status').filter({ hasText: 'Stopped by the trigger' })).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('.controls').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('everything is large enough for a thumb, and why it stopped is said in every tab', async ({
    ringside,
    page,
  }) => {
    await ringside.open()
    const tab = (name: string) => page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name })
    await tab('Controls').tap()
    await openAll(page)
    const small = await controls(page)
      .locator('button, input:not([hidden]), select, summary')
      .evaluateAll((all) =>
        all.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML),
      )
    expect(small).toEqual([])
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 })
      const wide = await controls(page).evaluate((panel) => panel.scrollWidth - panel.clientWidth)
      expect(wide, `${width}`).toBeLessThanOrEqual(0)
    }
    await controls(page).getByRole('button', { name: 'Arm', exact: true }).tap()
    await tab('Events').tap()
    await expect(page.getByRole('status').filter({ hasText: 'Stopped by the trigger' })).toBeVisible()
    await page.getByRole('button', { name: 'Show it' }).tap()
    await expect(page.locator('[role="gridcell"][aria-selected="true"]')).toBeVisible()
  })
})
