/** The debate: every card's situations, played from their data through the contract; its dialog, its note and the way back; the glossary. */
import type { Page } from '@playwright/test'
import { CARDS } from '../src/lessons/debate/cards.ts'
import { play } from '../src/lessons/debate/play.ts'
import { violationsOn } from './support/axe.ts'
import { remote } from './support/remote.ts'
import { expect, freshTest, test } from './support/ringside-test.ts'

for (const card of CARDS) {
  test(`${card.title}: its situations show what the card says`, async ({ ringside, page }) => {
    await ringside.open()
    for (const situation of card.situations) {
      await play(remote(page), situation)
      await expect
        .poll(async () => situation.shows(await ringside.state()) || situation.tells(await ringside.state()))
        .toBe(true)
    }
  })
}

const debate = (page: Page) => page.getByRole('dialog', { name: 'The debate' })
const note = (page: Page) => page.getByRole('complementary', { name: 'The debate: what to look at' })
/** From the keys' list: a phone has no other way to it. */
async function openDebate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await page.getByRole('button', { name: 'The debate of 2008' }).click()
}
const setUp = (page: Page, name: string) => debate(page).getByRole('button', { name: `Set up this situation: ${name}` })

test('by keyboard: the dialog opens, arrows go from point to point, a term tells itself, Esc closes one thing at a time', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await page.getByRole('region', { name: 'Rings' }).getByRole('gridcell').first().focus()
  await page.keyboard.press('Shift+D')
  await expect(debate(page).getByRole('tab', { selected: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(debate(page).getByRole('tabpanel', { name: 'Locking all CPUs, or none' })).toBeVisible()
  await page.keyboard.press('End')
  await expect(debate(page).getByRole('tab', { name: 'Names, and renaming' })).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const meaning = debate(page).getByRole('note')
  await expect(meaning).toContainText('The time of an event by its CPU’s trace clock')
  await page.keyboard.press('Escape')
  await expect(meaning).toBeHidden()
  await expect(debate(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(debate(page)).toBeHidden()
})

test('a term leads to its entry in the glossary, other terms to theirs, and closing comes back to the card', async ({
  ringside,
  page,
}) => {
  await ringside.open('?debate=padding')
  const term = debate(page).getByRole('button', { name: 'padding', exact: true })
  await term.click()
  await debate(page).getByRole('note').getByRole('button', { name: 'In the glossary' }).click()
  const glossary = page.getByRole('dialog', { name: 'Glossary' })
  await expect(glossary.getByRole('searchbox')).toHaveValue('padding')
  await expect(glossary.getByRole('term').first()).toContainText('padding')
  await glossary.getByRole('button', { name: 'page', exact: true }).first().click()
  await expect(glossary.getByRole('searchbox')).toHaveValue('page')
  await glossary.getByRole('searchbox').fill('qqqq')
  await expect(glossary.getByRole('status')).toHaveText('No entry has these words.')
  await glossary.getByRole('button', { name: 'Close' }).click()
  await expect(debate(page).getByRole('tabpanel', { name: 'Padding, or events that straddle' })).toBeVisible()
})

test('a situation is set up by its button, told beside what is looked at, and gives way to what was there before', async ({
  ringside,
  page,
}) => {
  await ringside.openWith({ cpus: 3, pagesPerCpu: 4 })
  const before = await page.evaluate(() => window.ringside.config())
  await page.getByRole('tab', { name: 'Statistics' }).click()
  await openDebate(page)
  await debate(page).getByRole('tab', { name: 'max_event_size' }).click()
  await setUp(page, 'As posted: overwritten while it is copied').click()
  await expect(debate(page)).toBeHidden()
  await expect(note(page)).toContainText('that one was never written')
  // two halves of two events
  await expect(page.getByRole('region', { name: 'Events', exact: true })).toContainText(/type 7: (11)+(33)+/)
  // from there to another, and yet back to what was there before both
  await note(page).getByRole('button', { name: 'Who argued what' }).click()
  await debate(page).getByRole('tab', { name: 'Which clock' }).click()
  await setUp(page, 'Clocks that disagree').click()
  await expect(note(page)).toContainText('1 came out after one that happened later')
  await page.getByRole('region', { name: 'Steps' }).getByRole('button', { name: 'Start' }).click()
  await expect(note(page)).toContainText('The machine has gone on from there.')
  await note(page).getByRole('button', { name: 'Back to before' }).click()
  await expect(note(page)).toBeHidden()
  await expect(page.getByRole('tab', { name: 'Statistics' })).toHaveAttribute('aria-selected', 'true')
  await page.evaluate(() => window.ringside.waitFor(({ running }) => running))
  const after = await page.evaluate(() => window.ringside.config())
  expect(after).toEqual({ clockOffsetsNs: [], ...before })
})

test('steps that were there before come back as they were', async ({ ringside, page }) => {
  await ringside.openWith({ mode: 'step', cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' } })
  const stood = await page.evaluate(async () => {
    await window.ringside.write(1, 7, [1, 2, 3])
    await window.ringside.seek(5)
    return window.ringside.position()
  })
  await openDebate(page)
  await setUp(page, 'A merge of rings that go on').click()
  await expect(note(page)).toContainText('1 was late')
  await note(page).getByRole('button', { name: 'Back to before' }).click()
  await expect.poll(() => page.evaluate(() => window.ringside.position())).toEqual(stood)
})

test('a link opens a point; one to a point that is not there gets a sentence and the default page', async ({
  ringside,
  page,
}) => {
  await ringside.open('?debate=snapshot')
  await expect(debate(page).getByRole('tab', { selected: true })).toHaveText('Snapshot, or swap of one CPU')
  await page.keyboard.press('Escape')
  // what was asked once is no part of what is shown later
  expect(await page.evaluate(() => window.ringside.link())).not.toContain('debate')
  await ringside.open('?debate=nowhere')
  await expect(page.getByRole('alert')).toContainText("a point 'nowhere' of the debate; there are merge, lock,")
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await ringside.state()).running).toBe(true)
})

test('a link to a situation has its steps and its note', async ({ ringside, page, browser }) => {
  await ringside.open('?debate=padding')
  await setUp(page, 'Events that do not divide the page').click()
  const told = note(page).getByText(/pages are left, and \d+ of their bytes hold nothing/)
  await expect(told).toBeVisible()
  const link = await page.evaluate(() => window.ringside.link())
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(link)
  await expect(note(other)).toContainText((await told.textContent()) ?? '?')
  await expect(note(other).getByRole('button', { name: 'Back to before' })).toHaveCount(0)
  await context.close()
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong, ${theme}, in the debate, its terms, its note and the glossary`, async ({
    ringside,
    page,
  }) => {
    await ringside.open(`?theme=${theme}&debate=reserve`)
    await expect(debate(page)).toBeVisible()
    expect(await violationsOn(page, 'dialog')).toEqual([])
    await debate(page).getByRole('button', { name: 'Reserving', exact: true }).click()
    await expect(debate(page).getByRole('note')).toBeVisible()
    expect(await violationsOn(page, 'dialog')).toEqual([])
    await page.keyboard.press('Escape')
    await setUp(page, 'Repaired: the reader waits for a slow reserver').click()
    await expect(note(page)).toContainText('The reader waits for CPU 0')
    expect(await violationsOn(page)).toEqual([])
    await page.getByRole('region', { name: 'Rings' }).getByRole('gridcell').first().focus()
    await page.keyboard.press('g')
    await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible()
    expect(await violationsOn(page, 'dialog')).toEqual([])
  })
}

freshTest.describe('on a phone', () => {
  freshTest.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  freshTest('points are chosen from a list, and a situation is looked at with its note folded', async ({ page }) => {
    await page.goto('/?debate=lock')
    await debate(page).getByLabel('Disputed point').selectOption('Peek, or consume and keep')
    await expect(debate(page).getByRole('tabpanel', { name: 'Peek, or consume and keep' })).toBeVisible()
    await debate(page).getByRole('button', { name: 'delay mark' }).tap()
    await expect(debate(page).getByRole('note')).toContainText('above 10 µs')
    const sizes = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(sizes[0]).toBeLessThanOrEqual(sizes[1] ?? 0)
    await debate(page).getByLabel('Disputed point').selectOption('A lock on the write path, or none')
    await setUp(page, 'With the lock: the reader holds it, the writer waits').tap()
    await expect(note(page)).toContainText('CPU 0 waits for the reader')
    await expect(page.getByRole('region', { name: 'Rings' })).toBeVisible()
    await expect(note(page).getByText('That is the price')).toBeHidden()
    await note(page).getByText('A lock on the write path').tap()
    await expect(note(page).getByText('That is the price')).toBeVisible()
    for (const button of await page.locator('.situation-buttons button').all()) {
      expect(Math.round((await button.boundingBox())?.height ?? 0)).toBeGreaterThanOrEqual(44)
    }
    expect(await violationsOn(page, '.situation')).toEqual([])
  })
})

freshTest.describe('without shared memory', () => {
  freshTest.use({ serviceWorkers: 'block' })
  freshTest('what holds a thread is off and says why; what runs is set up all the same', async ({ page }) => {
    await page.goto(`${process.env.RINGSIDE_PLAIN_URL ?? ''}?debate=merge`)
    await expect(setUp(page, 'A merge of rings that go on')).toBeDisabled()
    await expect(debate(page)).toContainText('That needs shared memory, which this page has not.')
    await setUp(page, 'Four CPUs, and a reader that keeps up').click()
    await expect(note(page)).toContainText(/events read so far/)
    await note(page).getByRole('button', { name: 'Back to before' }).click()
    await expect(note(page)).toBeHidden()
  })
})
