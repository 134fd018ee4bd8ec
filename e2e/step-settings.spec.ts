/** Settings, sizes and triggers of a machine that is stepped: what makes a new machine says so, what has no meaning says why. */
import type { Page } from '@playwright/test'
import { RACING } from './support/races.ts'
import { expect, test } from './support/ringside-test.ts'
import { headline, playOn } from './support/step-page.ts'

const controls = (page: Page) => page.getByRole('region', { name: 'Controls' })
const steps = (page: Page) => page.getByRole('region', { name: 'Steps', exact: true })
const gone = (page: Page) => page.getByRole('alert').filter({ hasText: 'makes a new machine' })
const writing = { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1000 } as const

test('a setting that a live machine changes at once makes a new stepped machine, and it is said what went with the old one', async ({
  ringside,
  page,
}) => {
  await ringside.openWith(RACING)
  const overwrite = controls(page).getByLabel('overwrite')
  await expect(overwrite).toHaveAccessibleDescription('starts anew')
  await overwrite.click()
  await expect.poll(async () => page.evaluate(() => window.ringside.config().overwrite)).toBe(false)
  await expect(gone(page)).toHaveCount(0) // nothing had been stepped

  await playOn(page, [['write', 0, 1, 52]])
  const { length } = await page.evaluate(() => window.ringside.position())
  await overwrite.click()
  await expect(gone(page)).toContainText(`the ${length} ops stepped on the one before went with it`)
  await expect(steps(page)).toContainText('op 0 / 0')
  expect(await ringside.state()).toMatchObject({ ledger: { attempted: 0 } })

  await gone(page).getByRole('button', { name: 'Bring the steps back' }).click()
  await expect(steps(page)).toContainText(`op ${length} / ${length}`)
  await expect(gone(page)).toHaveCount(0)
  expect(await ringside.state()).toMatchObject({ ledger: { attempted: 1, committed: 1 } })
  expect(await page.evaluate(() => window.ringside.config().overwrite)).toBe(false)
  await steps(page).getByRole('button', { name: 'Go on from here' }).click()
  await expect(steps(page)).not.toContainText('Go on from here')
})

test('who goes back to the live machine finds it running, and can have the steps again', async ({ ringside, page }) => {
  await ringside.openWith({ ...RACING, workload: writing })
  await playOn(page, [['write', 0, 1, 52]])
  await page.getByRole('button', { name: 'Live', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.committed > 10))
  await gone(page).getByRole('button', { name: 'Bring the steps back' }).click()
  await expect(headline(page)).toBeVisible()
  expect(await ringside.state()).toMatchObject({ ledger: { committed: 1 } })
})

test('rings of another size are those of a new machine; the API says so', async ({ ringside, page }) => {
  await ringside.openWith(RACING)
  await playOn(page, [['write', 0, 1, 52]])
  expect(await ringside.codeOf('resize', 4)).toBe('RingsideError unsupported')
  await controls(page).getByLabel('pages per CPU', { exact: true }).fill('4')
  await page.keyboard.press('Enter')
  await expect(gone(page)).toBeVisible()
  expect((await ringside.state()).cpus[0]?.pages).toHaveLength(4)
})

test('steps have no pace', async ({ ringside, page }) => {
  await ringside.openWith({ ...RACING, workload: writing })
  for (const name of ['rate per CPU', 'rate per CPU, exactly']) {
    const field = controls(page).getByLabel(name, { exact: true })
    await expect(field).toBeDisabled()
    await expect(field).toHaveAccessibleDescription('steps have no pace')
  }
})

test('a trigger that is armed waits for the next live machine; in step mode it is run until it happens', async ({
  ringside,
  page,
}) => {
  await ringside.openWith({ ...RACING, mode: 'live', cpus: 2, workload: writing })
  await ringside.stop()
  await controls(page).getByRole('button', { name: 'Stop on a trigger' }).click()
  await controls(page).getByLabel('happening on').selectOption('CPU 1')
  await controls(page).getByRole('button', { name: 'Arm', exact: true }).click()
  await expect(controls(page)).toContainText('Armed: first overrun on CPU 1.')

  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(controls(page)).toContainText('Armed in the live machine: first overrun on CPU 1.')
  await controls(page).getByRole('button', { name: 'Run until it happens' }).click()
  await expect(headline(page)).toContainText(/CPU 1 has counted what page \d loses: overrun is [1-9]/)
  expect(await ringside.state()).toMatchObject({ recordDisabled: 0 })

  await page.getByRole('button', { name: 'Live', exact: true }).click()
  await expect(controls(page)).toContainText('Armed: first overrun on CPU 1.')
  await expect(gone(page)).toBeVisible()
})

test('who runs until something that does not happen can be stopped', async ({ ringside, page }) => {
  await ringside.openWith({ ...RACING, workload: writing })
  await steps(page).getByRole('button', { name: 'a wait', exact: true }).click()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  const { op, length } = await page.evaluate(() => window.ringside.position())
  expect(op).toBe(length)
  await page.getByRole('button', { name: 'Step CPU 0', exact: true }).click()
  await expect(headline(page)).toContainText(new RegExp(`^op ${op + 1} ·`))
})
