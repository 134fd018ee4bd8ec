/** A lesson before an audience. */
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'

test('two keys lead through a lesson from anywhere, B blanks the screen, Esc leaves', async ({ ringside, page }) => {
  await ringside.open('?lesson=a-page-fills')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  const sizeOf = () =>
    panel.getByRole('heading', { level: 2 }).evaluate((heading) => heading.getBoundingClientRect().height)
  const small = await sizeOf()
  await panel.getByRole('button', { name: 'Present' }).click()
  await expect(page.getByText('blank', { exact: false })).toBeVisible()
  await expect.poll(sizeOf).toBeGreaterThan(small * 1.2)
  // wherever the focus is
  await page.getByRole('gridcell').first().focus()
  await page.keyboard.press('PageDown')
  await expect(panel.getByRole('status')).toContainText('24')
  await page.keyboard.press('PageDown')
  await expect(panel.getByRole('heading', { name: 'How many fit?' })).toBeVisible()
  expect(await violationsOn(page)).toEqual([])
  await page.keyboard.press('b')
  const blank = page.getByRole('dialog', { name: /^The screen is blank/ })
  await expect(blank).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(blank).toBeHidden()
  await expect(panel.getByRole('status')).toHaveCount(0)
  await page.keyboard.press('PageUp')
  await expect(panel.getByRole('heading', { name: 'One CPU, one ring, one page at a time' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('html[data-presenting]')).toHaveCount(0)
  await expect.poll(sizeOf).toBe(small)
})
