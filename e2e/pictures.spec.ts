/** What the page looks like, pinned: a machine that stands still, written by hand, with a clock that counts. */
import type { Page } from '@playwright/test'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

/** Letters are drawn a little otherwise from one Chromium to the next: not the edges of words are pinned, but that all is in its place. */
const ALIKE = { maxDiffPixelRatio: 0.02, animations: 'disabled' } as const

/** Every role of a segment: consumed, unread, padding, free; refused, a snapshot, a ring that has lapped, one that is empty. */
async function compose(ringside: RingsidePage, page: Page): Promise<void> {
  const still = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const
  await ringside.configure({ ...still, cpus: 4, pagesPerCpu: 8, pageSize: 256, clock: 'counter', seed: 20080924 })
  await page.evaluate(async () => {
    const { ringside } = window
    const write = async (cpu: number, count: number): Promise<void> => {
      for (let index = 0; index < count; index++)
        await ringside.write(cpu, 7, Array<number>(36 + 8 * (index % 3)).fill(index))
    }
    await write(0, 20)
    await write(1, 9)
    await ringside.snapshot()
    await write(0, 30)
    await write(1, 55)
    await write(2, 18)
    await ringside.consume(25)
    await write(0, 8)
    await write(2, 3)
  })
}

for (const { name, query, width, height } of [
  { name: 'dark', query: '?theme=dark', width: 1440, height: 900 },
  { name: 'light', query: '?theme=light', width: 1440, height: 900 },
  { name: 'phone', query: '?theme=dark', width: 390, height: 844 },
]) {
  test(`${name}, as it was`, async ({ ringside, page }) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await ringside.open(query)
    // the four ways in stand where more of the machine is to be pinned
    await page.getByRole('button', { name: 'Close “New here?”' }).click()
    await compose(ringside, page)
    await page.evaluate(() => document.fonts.ready)
    // a swap and a loss are news for a second
    await expect(() => expect(page).toHaveScreenshot(`${name}.png`, ALIKE)).toPass({ timeout: 30_000 })
  })
}
