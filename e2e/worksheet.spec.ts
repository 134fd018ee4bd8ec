/** Lessons on paper: with the numbers of the ring, room for answers, and the key on a page of its own. */
import { COURSE } from '../src/lessons/course.ts'
import type { Sheet } from '../src/lessons/tell.ts'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'

for (const theme of ['dark', 'light'] as const) {
  test(`a worksheet asks, and its key answers on another page, ${theme}`, async ({ ringside, page }) => {
    await ringside.open('?lesson=the-page-turns')
    await expect(page.getByRole('link', { name: 'Worksheet' })).toHaveAttribute('href', './?worksheet=the-page-turns')
    await page.emulateMedia({ colorScheme: theme })
    await page.goto('/?worksheet=the-page-turns')
    const [sheet, key] = [page.getByRole('article').first(), page.getByRole('article').last()]
    await expect(sheet.getByRole('heading', { level: 1 })).toHaveText('3. The page turns')
    const right = 'on page 0, in front of the padding'
    await expect(sheet.getByRole('listitem').filter({ hasText: right })).toHaveCount(1)
    await expect(sheet.getByText('Page of CPU').or(sheet.locator('.worksheet-box')).first()).toBeVisible()
    await expect(key.getByRole('heading', { level: 1 })).toHaveText('Key: 3. The page turns')
    await expect(key.locator('b').first()).toBeVisible()
    await expect(key).toContainText('CC BY 4.0')
    expect(await violationsOn(page)).toEqual([])

    await page.emulateMedia({ media: 'print' })
    expect(await key.evaluate((element) => getComputedStyle(element).breakBefore)).toBe('page')
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await page.emulateMedia({ media: null })
    await page.setViewportSize({ width: 360, height: 700 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
}

test('every lesson has a sheet, with all of its numbers and an answer to each question', async ({ ringside, page }) => {
  await ringside.open()
  for (const { id, load } of COURSE) {
    const { parts, challenges = [] } = await load()
    const sheet: Sheet = await page.evaluate(async (name) => (await fetch(`lessons/${name}.sheet.json`)).json(), id)
    expect(sheet.parts).toHaveLength(parts.length)
    expect(JSON.stringify(sheet), id).not.toMatch(/\{[^"}]/)
    expect(sheet.parts.filter(({ answer }) => answer && !(answer.right >= 0))).toEqual([])
    const asked = parts.map(({ predict }) => predict !== undefined)
    expect(sheet.parts.map(({ answer }) => answer !== undefined)).toEqual(asked)
    expect(sheet.challenges).toHaveLength(challenges.length)
  }
})

test('a worksheet that is not there says so, and which there are', async ({ page }) => {
  await page.goto('/?worksheet=no-such')
  await expect(page.getByRole('alert')).toContainText('There is no lesson ‘no-such’')
  await expect(page.getByRole('link')).toHaveCount(COURSE.length)
})
