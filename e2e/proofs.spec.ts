/** Challenges: a win is proved by a link that does it again; a forged one proves nothing. */
import type { Page } from '@playwright/test'
import { perform } from '../src/lessons/act.ts'
import { COURSE } from '../src/lessons/course.ts'
import { readLesson } from '../src/lessons/lesson.ts'
import type { Lesson } from '../src/lessons/lesson.ts'
import { remote } from './support/remote.ts'
import { expect, test } from './support/ringside-test.ts'

const panel = (page: Page) => page.getByRole('region', { name: 'Lesson', exact: true })
const won = (page: Page) => panel(page).getByText('Won.')
const linkOf = (page: Page) => page.evaluate(() => window.ringside.link())

async function lessonOf(id: string): Promise<Lesson> {
  return readLesson(await COURSE.find((each) => each.id === id)?.load())
}

for (const id of ['a-page-fills', 'the-writer-laps', 'interrupted', 'the-reader-that-steps-off']) {
  test(`the challenge of ${id}: won, and won again by whoever opens the link`, async ({ ringside, page }) => {
    const { parts, challenges } = await lessonOf(id)
    const challenge = challenges.at(-1)
    if (!challenge) throw new Error('There is no challenge.')
    await ringside.open(`?lesson=${id}&part=${parts.length + challenges.length}`)
    await expect(panel(page).getByRole('heading', { name: `Challenge: ${challenge.title}` })).toBeVisible()
    const begun = new URL(await linkOf(page))
    expect([...begun.searchParams.keys()].toSorted()).toEqual(['lesson', 'part'])
    await perform(remote(page) as never, challenge.solution)
    await expect(won(page)).toBeVisible()
    const { length } = await page.evaluate(() => window.ringside.position())
    // a proof is of the win, whatever is shown or done later
    await page.evaluate(() => window.ringside.seek(1))
    const proof = await linkOf(page)
    expect(proof.length).toBeLessThan(2048)

    await ringside.open('')
    await ringside.open(new URL(proof).search)
    await expect(won(page)).toBeVisible()
    expect(await page.evaluate(() => window.ringside.position().length)).toBe(length)
    await expect(page.getByRole('alert')).toHaveText('')
  })
}

test('a link with other steps proves nothing, and the challenge is there to be taken', async ({ ringside, page }) => {
  const { parts } = await lessonOf('a-page-fills')
  const part = parts.length + 1
  await ringside.open(`?lesson=a-page-fills&part=${part}`)
  await page.evaluate(async () => {
    await window.ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3] })
    for (let op = 0; op < 5; op++) await window.ringside.step(0)
  })
  // in the playground a link is of the machine alone
  await panel(page).getByRole('button', { name: 'To the playground' }).click()
  const { searchParams } = new URL(await linkOf(page))
  expect(searchParams.has('lesson')).toBe(false)
  const schedule = encodeURIComponent(searchParams.get('schedule') ?? '')
  for (const [forged, why] of [
    [schedule, 'What its steps do is no win.'],
    [schedule.slice(0, -4), 'cut off or changed'],
  ]) {
    await ringside.open(`?lesson=a-page-fills&part=${part}&schedule=${forged}`)
    await expect(page.getByRole('alert')).toContainText(why ?? '')
    await expect(panel(page).getByRole('heading', { name: /^Challenge/ })).toBeVisible()
    await expect(won(page)).toHaveCount(0)
  }
})
