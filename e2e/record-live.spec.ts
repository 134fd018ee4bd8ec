/** What runs live is recorded, and seen again step by step: the same bytes. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, expectAddsUp, test } from './support/ringside-test.ts'

const SMALL = {
  cpus: 2,
  pagesPerCpu: 3,
  pageSize: 256,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 300 },
  reader: { kind: 'consume', eventsPerSecond: 100 },
} as const

const headline = (page: Page) => page.getByRole('region', { name: 'Last step' })

/** Ledger, places and bytes of every page. */
const seen = (page: Page) =>
  page.evaluate(async () => {
    const { cpus, ledger, late } = await window.ringside.state()
    const bytes = await Promise.all(
      cpus.flatMap(({ cpu, pages }) =>
        pages.map(async ({ page }) => [...(await window.ringside.pageBytes(cpu, page))]),
      ),
    )
    const rings = cpus.map(({ headPage, head, tailPage, tail, pages }) => ({ headPage, head, tailPage, tail, pages }))
    return { ledger, late, rings, bytes }
  })

test('a race is recorded by the button, and its steps end with the bytes that it left', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure(SMALL)
  await ringside.runTo(30)
  await ringside.start()
  await page.getByRole('button', { name: 'Record live' }).click()
  await expect(page.getByRole('group', { name: 'Live recording' })).toBeVisible()
  const { ledger } = await ringside.state()
  await page.evaluate((count) => window.ringside.waitFor((state) => state.ledger.read > count + 10), ledger.read)
  await ringside.stop()
  const live = await seen(page)
  await page.getByRole('button', { name: 'End recording' }).click()
  await expect(page.getByRole('button', { name: 'Replay' })).toHaveAttribute('aria-pressed', 'true')
  expect(await seen(page)).toEqual(live)

  const { length } = await page.evaluate(() => window.ringside.position())
  expect(length).toBeGreaterThan(200)
  await page.evaluate(() => window.ringside.seek(0))
  const first = await seen(page)
  expect(first.ledger.attempted).toBeGreaterThanOrEqual(30)
  expect(first.ledger.attempted).toBeLessThan(live.ledger.attempted)
  await page.evaluate((op) => window.ringside.seek(op), length)
  expect(await seen(page)).toEqual(live)
  await expect(headline(page)).toContainText(`op ${length}`)

  // another thread goes on from the middle
  await page.evaluate((op) => window.ringside.seek(op), Math.floor(length / 2))
  expect(await page.evaluate(() => window.ringside.fork())).toBe('fork-1')
  await page.evaluate(() => window.ringside.begin(1, { call: 'write', type: 7, payload: [1, 2, 3] }))
  await page.evaluate(() => window.ringside.step(1))

  // back to the machine that was recorded, and to the recording
  await page.getByRole('button', { name: 'Live', exact: true }).click()
  await expect.poll(() => page.evaluate(() => window.ringside.config())).toMatchObject({ ...SMALL, mode: 'live' })
  await page.getByRole('button', { name: 'Replay' }).click()
  await expect.poll(() => page.evaluate(() => window.ringside.position().length)).toBe(length)
  expect(await seen(page)).toEqual(live)
})

test('a recording that was saved is opened with the same bytes, and goes on from any op', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ ...SMALL, workload: { kind: 'none' }, reader: { kind: 'none' }, clock: 'counter' })
  const length = await page.evaluate(async () => {
    const { ringside } = window
    await ringside.write(0, 7, [1])
    await ringside.recordLive(true)
    for (let event = 0; event < 12; event++) await ringside.write(event % 2, 7, Array(40).fill(event))
    await ringside.disable()
    await ringside.write(0, 7, [9])
    await ringside.enable()
    await ringside.consume(3)
    await ringside.snapshot()
    await ringside.write(1, 7, [10])
    await ringside.recordLive(false)
    return ringside.position().length
  })
  const shown = await seen(page)
  expect(shown.ledger).toMatchObject({ attempted: 15, read: 3, refused: { disabled: 1 } })
  expectAddsUp(await ringside.state())
  await page.evaluate(async () => {
    const file = await window.ringside.saveRecording()
    await window.ringside.configure({ mode: 'live' })
    await window.ringside.openRecording(file)
  })
  expect(await seen(page)).toEqual(shown)
  await page.evaluate((op) => window.ringside.seek(op), length - 20)
  expect(await page.evaluate(() => window.ringside.fork())).toBe('fork-1')
})

test('as posted it is recorded one step at a time, which the page says; the steps end with the bytes that it left', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ ...SMALL, asPosted: true })
  await page.getByRole('button', { name: 'Record live' }).click()
  await expect(page.getByRole('group', { name: 'Live recording' })).toContainText('one step at a time: slower')
  expect(await violationsOn(page)).toEqual([])
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor((state) => state.ledger.read > 20))
  await ringside.stop()
  const live = await seen(page)
  await page.getByRole('button', { name: 'End recording' }).click()
  await expect(page.getByRole('button', { name: 'Replay' })).toHaveAttribute('aria-pressed', 'true')
  expect(await seen(page)).toEqual(live)
  const { length } = await page.evaluate(() => window.ringside.position())
  expect(length).toBeGreaterThan(100)
  await page.evaluate((op) => window.ringside.seek(op), Math.floor(length / 2))
  expect(await page.evaluate(() => window.ringside.fork())).toBe('fork-1')
})

test('flat out the recording ends by itself when it is full; what cannot be recorded says why', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ ...SMALL, pagesPerCpu: 4096 })
  expect(await ringside.codeOf('recordLive', true)).toBe('RingsideError invalid-config')
  await ringside.configure(SMALL)
  await ringside.codeOf('recordLive', true)
  for (const [name, arg] of [
    ['configure', { seed: 3 }],
    ['resize', 4],
    ['kill', 1],
  ] as const)
    expect(await ringside.codeOf(name, arg as never)).toBe('RingsideError unsupported')
  expect(await ringside.codeOf('recordLive', false)).toBe('RingsideError bad-argument')

  await ringside.configure({ ...SMALL, workload: { ...SMALL.workload, eventsPerSecond: Infinity } })
  await ringside.start()
  await ringside.codeOf('recordLive', true)
  await expect(page.getByRole('group', { name: 'Live recording' })).toContainText('The log was full')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Record live' })).toBeEnabled()
  expect((await ringside.state()).running).toBe(true)
})
