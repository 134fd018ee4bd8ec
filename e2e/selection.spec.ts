/** One selection: an event chosen in one picture is the chosen one in all four. */
import type { Page } from '@playwright/test'
import { expect, test } from './support/ringside-test.ts'

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const listed = (page: Page) => region(page, 'Events').getByRole('option', { selected: true })

/** The number that the body of each event repeats. */
const EVENTS = [11, 12, 13, 14] as const

/** The event of this number is the chosen one everywhere; it is the CPU's `nth`. */
async function expectChosen(page: Page, cpu: number, nth: number): Promise<void> {
  const { ts } = await page.evaluate(
    async ([cpu, nth]) => (await window.ringside.read()).filter((event) => event.cpu === cpu)[nth] ?? { ts: -1 },
    [cpu, nth] as const,
  )
  expect(ts).toBeGreaterThanOrEqual(0)
  await expect(listed(page)).toHaveCount(1)
  await expect(listed(page)).toContainText(`[00${cpu}]`)
  await expect(listed(page)).toContainText(new RegExp(`\\s${ts} ?:`))
  const bytes = region(page, 'Page bytes')
  await expect(bytes).toContainText(`CPU ${cpu} page 0`)
  await expect(bytes).toContainText(`event ${nth + 1} of ${EVENTS.length}`)
  const body = ((EVENTS[nth] ?? 0) + 100 * cpu).toString(16).padStart(2, '0')
  await expect(bytes.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'body' }) })).toContainText(
    body,
  )
  await expect(region(page, 'Timeline')).toContainText(`CPU ${cpu} ${ts} unread`)
  await expect(region(page, 'Rings').locator('[role="gridcell"][aria-selected="true"]')).toHaveAccessibleName(
    new RegExp(`^CPU ${cpu} page 0,`),
  )
}

test('chosen in the ring, the bytes, the list or the timeline, it is chosen in all', async ({ ringside, page }) => {
  await ringside.open()
  const still = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const
  await ringside.configure({ ...still, cpus: 2, pagesPerCpu: 2, pageSize: 256, clock: 'counter' })
  await page.evaluate(async (numbers) => {
    for (const number of numbers) {
      for (const cpu of [0, 1]) await window.ringside.write(cpu, 7, Array<number>(20).fill(number + 100 * cpu))
    }
  }, EVENTS)

  // 32 bytes each: the third of CPU 1 lies from byte 64 to 95
  const cell = region(page, 'Rings').getByRole('gridcell', { name: /^CPU 1 page 0,.*4 unread events/ })
  const box = await cell.boundingBox()
  if (!box) throw new Error('no cell')
  await page.mouse.click(box.x + box.width * (80 / 256), box.y + box.height / 2)
  await expectChosen(page, 1, 2)

  await region(page, 'Page bytes').locator('.byte[data-at="40"]').click()
  await expectChosen(page, 1, 1)

  await region(page, 'Events').getByRole('option').filter({ hasText: '[000]' }).last().click()
  await expectChosen(page, 0, 3)

  await region(page, 'Timeline').getByRole('button', { name: 'Previous event of the CPU' }).click()
  await expectChosen(page, 0, 2)
})
