/** The rings as pictures: one CPU alone, events in the ring, density, swaps, who waits. */
import type { Page } from '@playwright/test'
import { coloursOf } from './support/rings-colours.ts'
import { expect, test } from './support/ringside-test.ts'

const rings = (page: Page) => page.getByRole('region', { name: 'Rings' })
const bytes = (page: Page) => page.getByRole('region', { name: 'Page bytes' })

/** Writes of 20 bytes: 32 in the ring each. */
async function write(page: Page, cpu: number, count: number): Promise<void> {
  await page.evaluate(
    async ([cpu, count]) => {
      for (let at = 0; at < count; at++)
        await window.ringside.write(
          cpu,
          2,
          Array.from({ length: 20 }, () => at),
        )
    },
    [cpu, count] as const,
  )
}

test('one CPU has all the room, as a strip or as a circle, by mouse and by keyboard; Esc shares it again', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const cell = rings(page).getByRole('gridcell', { name: /^CPU 2 page 3/ })
  const height = async () => (await cell.boundingBox())?.height ?? 0
  const before = await height()
  await page.getByRole('button', { name: 'CPU 2', exact: true }).click()
  await expect.poll(height).toBeGreaterThan(2 * before)
  await page.getByRole('button', { name: 'Circle', exact: true }).click()
  const places = await rings(page)
    .getByRole('gridcell', { name: /^CPU 2 page/ })
    .evaluateAll((cells) => cells.map((each) => each.getBoundingClientRect().top))
  expect(new Set(places.map(Math.round)).size).toBeGreaterThan(2)
  await cell.focus()
  await page.keyboard.press('ArrowRight')
  await expect(rings(page).getByRole('gridcell', { name: /^CPU 2 page 4/ })).toBeFocused()
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Strip', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await expect.poll(height).toBe(before)
  await page.keyboard.press('f')
  await expect.poll(height).toBeGreaterThan(2 * before)
})

test('a click on an event in the ring shows that event in the bytes; beside events, its page', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({
    cpus: 2,
    pagesPerCpu: 4,
    pageSize: 256,
    clock: 'counter',
    workload: { kind: 'none' },
    reader: { kind: 'none' },
  })
  await write(page, 0, 3)
  const cell = rings(page).getByRole('gridcell', { name: /^CPU 0 page 0,.*3 unread events/ })
  const box = await cell.boundingBox()
  if (!box) throw new Error('no cell')
  // the third event lies from byte 64 to 95 of 256
  await page.mouse.click(box.x + box.width * (80 / 256), box.y + box.height / 2)
  await expect(bytes(page)).toContainText('event 3 of 3')
  const picture = () => page.locator('.rings-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
  const third = await picture()
  await page.mouse.click(box.x + box.width * (40 / 256), box.y + box.height / 2)
  await expect(bytes(page)).toContainText('event 2 of 3')
  // nothing in the rings has changed, and still another event is outlined
  await expect.poll(picture).not.toBe(third)
})

test('very many pages are drawn, and each can be reached', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({
    cpus: 64,
    pagesPerCpu: 1024,
    snapshot: false,
    workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 200 },
    reader: { kind: 'none' },
  })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.committed > 6_000))
  await ringside.stop()
  await expect.poll(async () => (await coloursOf(page)).size).toBeGreaterThan(4)
  expect(page.workers().filter((worker) => /density/.test(worker.url()))).toHaveLength(1)
  const full = (await coloursOf(page)).size
  await page.evaluate(() => window.ringside.reset())
  await expect.poll(async () => (await coloursOf(page)).size).toBeLessThan(full)

  await rings(page).getByRole('gridcell').first().focus()
  await page.keyboard.press('End')
  await expect(rings(page).getByRole('gridcell', { name: /^CPU 0 page 1023,/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bytes(page)).toContainText('CPU 0 page 1023')
  const { cpus } = await ringside.state()
  for (const cpu of [0, 63]) expect(cpus[cpu]?.pages).toHaveLength(1024)
})

test('who waits says for whom, and who has crashed says so', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({
    cpus: 2,
    irqSave: false,
    workload: { kind: 'synthetic', tracer: 'irq-storm', eventsPerSecond: 2000 },
  })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.some(({ status }) => status === 'waiting')))
  await expect(rings(page).getByText('waits for itself').first()).toBeVisible()
  await page.evaluate(() => window.ringside.kill(1))
  await expect(rings(page).getByText('crashed')).toBeVisible()
})

/** Colours on the rings' canvas that are more than a thousandth of it. */
