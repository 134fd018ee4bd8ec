/** Challenges on the page: what was done is taken back, op by op. */
import { perform } from '../src/lessons/act.ts'
import { COURSE } from '../src/lessons/course.ts'
import { violationsOn } from './support/axe.ts'
import { remote } from './support/remote.ts'
import { expect, test } from './support/ringside-test.ts'

test('the last op is taken back by button and key, one goes on differently, and wins', async ({ ringside, page }) => {
  await ringside.open('?lesson=a-page-fills')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  await panel.getByRole('button', { name: /Challenge: / }).click()
  await expect(panel.getByRole('heading', { name: /^Challenge/ })).toBeFocused()
  await panel.getByRole('spinbutton', { name: /^write/ }).fill('116')
  await page.keyboard.press('Enter')
  const op = () => page.evaluate(() => window.ringside.position().op)
  const step = panel.getByRole('button', { name: 'Step CPU 0' })
  for (const steps of [1, 2, 3]) {
    await step.click()
    await expect.poll(op).toBe(steps)
  }
  const undo = panel.getByRole('button', { name: 'Undo' })
  await undo.click()
  await expect.poll(op).toBe(2)
  await expect(undo).toBeEnabled()
  await panel.getByRole('heading', { level: 2 }).focus()
  await page.keyboard.press('Backspace')
  await expect.poll(op).toBe(1)
  await expect(undo).toBeEnabled()
  for (let steps = 2; (await ringside.state()).ledger.committed === 0; steps++) {
    await step.click()
    await expect.poll(op).toBe(steps)
  }
  await expect(panel.getByText('Won.')).toBeVisible()
  await undo.click()
  await expect(panel.getByText('Won.')).toBeHidden()
  await expect(undo).toBeEnabled()
  await panel.getByRole('button', { name: 'Begin again' }).click()
  await expect.poll(op).toBe(0)
})

test('all challenges are listed, one is opened from there, won, and marked', async ({ ringside, page }) => {
  await ringside.open()
  const lessons = await Promise.all(COURSE.map(({ load }) => load()))
  const titles = lessons.flatMap(({ challenges = [] }) => challenges.map(({ title }) => title))
  await page.getByRole('button', { name: 'All lessons' }).click()
  const list = page.getByRole('region', { name: 'Challenges' })
  await expect(list.getByRole('button')).toHaveCount(titles.length)
  await expect(list).toContainText(`0 of ${titles.length} won`)
  expect(await violationsOn(page, 'dialog')).toEqual([])
  const title = 'Make the iterator repeat itself'
  await list.getByRole('button', { name: title }).click()
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  await expect(panel.getByRole('heading', { name: `Challenge: ${title}` })).toBeFocused()
  const found = lessons.flatMap(({ challenges = [] }) => challenges).find((each) => each.title === title)
  await perform(remote(page) as never, found?.solution ?? [])
  await expect(panel.getByText('Won.')).toBeVisible()
  await page.evaluate(() => window.ringside.seek(1))
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Find a command')).toBeFocused()
  await page.keyboard.type('all lessons and')
  await page.keyboard.press('Enter')
  await expect(list).toContainText(`1 of ${titles.length} won`)
  await expect(list.getByRole('button', { name: `won: ${title}` })).toBeVisible()
})

test('a challenge that is left for the playground goes on where it was, hints and all', async ({ ringside, page }) => {
  await ringside.open('?lesson=a-page-fills&part=3')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  await panel.getByRole('button', { name: 'Hint' }).click()
  await page.evaluate(() => window.ringside.write(0, 7, [1, 2, 3]))
  const { op } = await page.evaluate(() => window.ringside.position())
  await panel.getByRole('button', { name: 'To the playground' }).click()
  await panel.getByRole('button', { name: 'Back to the lesson' }).click()
  await expect(panel.getByText(/^Hint: /)).toBeVisible()
  expect(await page.evaluate(() => window.ringside.position())).toMatchObject({ op })
  await panel.getByRole('button', { name: 'To the playground' }).click()
  await ringside.configure({ cpus: 2 })
  await panel.getByRole('button', { name: 'Back to the lesson' }).click()
  await expect(panel.getByText(/^Hint: /)).toHaveCount(0)
  expect(await page.evaluate(() => window.ringside.config().cpus)).toBe(1)
  // loaded again, the page comes back to it; and no more, once it is closed
  await page.reload()
  await expect(panel.getByRole('heading', { name: /^Challenge/ })).toBeVisible()
  await panel.getByRole('button', { name: 'Close the lesson' }).click()
  await expect(panel).toHaveCount(0)
  expect([...new URL(page.url()).searchParams.keys()]).toEqual([])
})

test('a file that shows only when played that it is no lesson is refused, and the lesson before waits', async ({
  ringside,
  page,
}) => {
  await ringside.open('?lesson=a-page-fills&part=3')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  const refusal = await page.evaluate(() => {
    const part = { title: 'One', text: ['It is {nosuch.word}.'] }
    const lesson = { id: 'mine', title: 'Mine', minutes: 1, outcomes: ['do it'], misconception: 'None.', parts: [part] }
    return window.ringside.openLesson(new Blob([JSON.stringify(lesson)])).then(
      () => 'opened',
      (error) => `${error.code}: ${error.message}`,
    )
  })
  expect(refusal).toMatch(/^bad-file: This file is no lesson that can be played: .*nosuch/)
  await expect(page.getByRole('alert')).toContainText('nosuch')
  await expect(panel).toContainText('waits')
  await panel.getByRole('button', { name: 'Back to the lesson' }).click()
  await expect(panel.getByRole('heading', { name: /^Challenge/ })).toBeVisible()
})
