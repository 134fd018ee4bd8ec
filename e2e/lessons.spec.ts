/** The course: what is taught is what the machine does, by the data that teaches it; and the player, by keyboard and on a phone. */
import type { Page } from '@playwright/test'
import { perform } from '../src/lessons/act.ts'
import type { Act } from '../src/lessons/act.ts'
import { COURSE } from '../src/lessons/course.ts'
import { evaluate } from '../src/lessons/expression.ts'
import { fill } from '../src/lessons/fill.ts'
import { readLesson } from '../src/lessons/lesson.ts'
import type { Challenge, Lesson, Part, Prediction } from '../src/lessons/lesson.ts'
import { lessonConfig, scopeOf } from '../src/lessons/lesson-machine.ts'
import { violationsOn } from './support/axe.ts'
import { remote } from './support/remote.ts'
import { expect, test } from './support/ringside-test.ts'

/** A machine that is played by data, and what expressions see of it. */
class Stage {
  private readonly machine
  constructor(private readonly page: Page) {
    this.machine = remote(page)
  }

  configure(...patches: object[]): Promise<void> {
    return this.machine.configure(lessonConfig(...patches))
  }
  perform(acts: readonly Act[]): Promise<void> {
    return perform(this.machine as never, acts)
  }
  scope(): Promise<object> {
    return this.page
      .evaluate(
        async () => [await window.ringside.state(), window.ringside.config(), window.ringside.position().op] as const,
      )
      .then(([state, config, op]) => scopeOf(state, config, op))
  }
}

async function playPart(stage: Stage, part: Part): Promise<void> {
  await stage.perform(part.acts)
  const scope = await stage.scope()
  for (const sentence of part.text) expect(fill(sentence, scope)).not.toContain('{')
  for (const [words, value] of part.facts) expect([words, evaluate(value, scope)]).toBeDefined()
  if (part.attempt) fill(part.attempt, scope)
  if (part.predict) await playPrediction(stage, part.predict)
}

/** What is right is what the machine then does; everything else that one can choose is not. */
async function playPrediction(stage: Stage, { question, choices, page, acts, because }: Prediction): Promise<void> {
  const before = await stage.scope()
  fill(question, before)
  for (const { text } of choices ?? []) fill(text, before)
  await stage.perform(acts)
  const scope = await stage.scope()
  if (choices) {
    const holds = choices.map((choice) => evaluate(choice.holds, scope))
    expect(holds.filter((each) => each === true)).toHaveLength(1)
    expect(holds.filter((each) => each === false)).toHaveLength(choices.length - 1)
    for (const { why } of choices) fill(why, scope)
  }
  if (page) expect(Number.isInteger(evaluate(page.is, scope))).toBe(true)
  for (const sentence of because) fill(sentence, scope)
}

async function playChallenge(stage: Stage, lesson: Lesson, challenge: Challenge): Promise<void> {
  await stage.configure(lesson.config, challenge.config)
  await stage.perform(challenge.acts)
  const scope = await stage.scope()
  fill(challenge.goal, scope)
  for (const hint of challenge.hints) fill(hint, scope)
  expect([challenge.id, evaluate(challenge.wins, scope)]).toEqual([challenge.id, false])
  await stage.perform(challenge.solution)
  expect([challenge.id, evaluate(challenge.wins, await stage.scope())]).toEqual([challenge.id, true])
}

for (const { id, title, load } of COURSE) {
  test.describe(title, () => {
    let lesson: Lesson
    test.beforeAll(async () => {
      lesson = readLesson(await load())
    })

    test('each right answer is what the machine does, each wrong one is not', async ({ ringside, page }) => {
      await ringside.open()
      const stage = new Stage(page)
      await stage.configure(lesson.config)
      for (const part of lesson.parts) await playPart(stage, part)
    })

    test('its challenges are not won at the start, and can be', async ({ ringside, page }) => {
      await ringside.open()
      const stage = new Stage(page)
      expect(lesson.challenges.length).toBeGreaterThan(0)
      for (const challenge of lesson.challenges) await playChallenge(stage, lesson, challenge)
    })

    test('is played on the page from part to part, and back', async ({ ringside, page }) => {
      await ringside.open(`?lesson=${id}`)
      const panel = page.getByRole('region', { name: 'Lesson', exact: true })
      for (const part of lesson.parts) {
        await expect(panel.getByRole('heading', { name: part.title })).toBeVisible()
        if (part.predict) {
          await panel.getByRole('button', { name: 'Show me' }).click()
          await expect(panel.getByRole('status')).toContainText(/\S/)
          // the op that shows it is there, with its line
          await expect(panel.getByRole('button', { name: /^Show op \d/ })).toBeVisible()
        }
        // marks are for the page, not for the reader
        await expect(panel).not.toContainText('[[')
        expect(await violationsOn(page, 'section[aria-label="Lesson"]')).toEqual([])
        await panel.getByRole('button', { name: 'Next ▸' }).click()
      }
      for (const [at, challenge] of lesson.challenges.entries()) {
        await expect(panel.getByRole('heading', { name: `Challenge: ${challenge.title}` })).toBeFocused()
        expect(await violationsOn(page, 'section[aria-label="Lesson"]')).toEqual([])
        if (at < lesson.challenges.length - 1) await panel.getByRole('button', { name: 'Next ▸' }).click()
      }
      await panel.getByRole('button', { name: /^1: / }).click()
      await expect(panel.getByRole('heading', { name: lesson.parts[0]?.title ?? '' })).toBeVisible()
    })
  })
}

test('keys pressed in a hurry each count, and none leads beyond the ends', async ({ ringside, page }) => {
  await ringside.open('?lesson=the-reader-that-steps-off')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  await panel.getByRole('heading', { level: 2 }).focus()
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('PageDown')
  await expect(panel.getByRole('heading', { name: 'Challenge: More than was written' })).toBeFocused()
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('PageUp')
  await expect(panel.getByRole('heading', { name: 'One too many' })).toBeFocused()
  await expect(page.getByRole('alert')).toHaveText('')
})

test('the first lesson by keyboard alone, to a challenge that is won', async ({ ringside, page }) => {
  await ringside.open('?lesson=a-page-fills')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  await panel.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await panel.getByRole('button', { name: 'Do it and see' }).focus()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('status')).toContainText('Right.')
  await panel.getByRole('heading', { level: 2 }).focus()
  await page.keyboard.press('PageDown')
  await expect(panel.getByRole('heading', { name: 'How many fit?' })).toBeFocused()
  await page.keyboard.press('PageUp')
  await expect(panel.getByRole('status')).toContainText('Right.')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await expect(panel.getByRole('heading', { name: /^Challenge/ })).toBeFocused()
  await panel.getByRole('spinbutton', { name: /^write/ }).fill('116')
  await page.keyboard.press('Enter')
  const step = panel.getByRole('button', { name: 'Step CPU 0' })
  await step.focus()
  const op = () => page.evaluate(() => window.ringside.position().op)
  for (let steps = 1; (await ringside.state()).ledger.committed === 0; steps++) {
    await page.keyboard.press('Enter')
    await expect.poll(op).toBe(steps)
  }
  await expect(panel.getByText('Won.')).toBeVisible()
  await panel.getByRole('button', { name: 'Share the proof' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('one leaves for the playground, breaks everything, and comes back to the same bytes', async ({
  ringside,
  page,
}) => {
  await ringside.open('?lesson=a-page-fills')
  const panel = page.getByRole('region', { name: 'Lesson', exact: true })
  await panel.getByRole('button', { name: 'Show me' }).click()
  await expect(panel.getByRole('status')).toContainText('24')
  const bytes = () => page.evaluate(async () => [...(await window.ringside.pageBytes(0, 0))])
  const before = await bytes()
  await panel.getByRole('button', { name: 'To the playground' }).click()
  await expect(page.getByRole('region', { name: 'Controls' })).toBeVisible()
  await ringside.configure({ cpus: 3, mode: 'live' })
  await panel.getByRole('button', { name: 'Back to the lesson' }).click()
  await expect(panel).toHaveAttribute('aria-busy', 'false')
  await expect(panel.getByRole('status')).toContainText('24')
  expect(await bytes()).toEqual(before)
  await panel.getByRole('button', { name: 'Close the lesson' }).click()
  await expect(panel).toBeHidden()
})

test('a lesson of one’s own is opened from a file; a broken one says where', async ({ ringside, page }) => {
  await ringside.open()
  const open = (lesson: unknown) =>
    page.evaluate(
      (text) =>
        window.ringside.openLesson(new Blob([text])).then(
          () => 'opened',
          ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
        ),
      JSON.stringify(lesson),
    )
  const own = {
    id: 'mine',
    title: 'Mine',
    minutes: 1,
    outcomes: ['do it'],
    misconception: 'none',
    parts: [{ title: 'A part of mine', text: ['The tail is at {cpus[0].tail}.'], acts: [['write', 0, 1, 4]] }],
  }
  expect(await open(own)).toBe('opened')
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toContainText('The tail is at 16.')
  expect(await open({ ...own, parts: [{ title: 'x', text: ['{cpus[0.tail}'] }] })).toMatch(
    /^bad-file: .*parts\.0\.text\.0/,
  )
  expect(await open({ ...own, parts: [{ ...own.parts[0], acts: [['explode']] }] })).toMatch(
    /^bad-file: .*parts\.0\.acts\.0/,
  )
  expect(await open({ ...own, parts: [{ title: 'x', text: ['{nobody}'] }] })).toMatch(/^bad-file: .*nobody/)
  expect(await open({ ...own, config: { cpus: -1 } })).toMatch(/^invalid-config/)
  expect(await ringside.codeOf('openLesson', 'no-such')).toBe('RingsideError bad-argument')
  // its machine has gone for one of these, and it is gone back to
  await page.getByRole('button', { name: 'Back to the lesson' }).click()
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toContainText('A part of mine')
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toContainText('The tail is at 16.')
})

test('an address that asks for no lesson there is says so, and the default runs', async ({ ringside, page }) => {
  await ringside.open('?lesson=no-such')
  await expect(page.getByRole('alert')).toContainText("no lesson 'no-such'")
  await page.evaluate(() => window.ringside.waitFor((state) => state.running))
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the fifth lesson is walked with the rings above it, and a page is tapped', async ({ ringside, page }) => {
    await ringside.open('?lesson=the-writer-laps')
    const panel = page.getByRole('region', { name: 'Lesson', exact: true })
    const next = panel.getByRole('button', { name: 'Next ▸' })
    await expect(page.getByRole('region', { name: 'Rings' })).toBeVisible()
    await panel.getByRole('radio', { name: /whole oldest page/ }).check()
    await panel.getByRole('button', { name: 'Do it and see' }).tap()
    await expect(panel.getByRole('status')).toContainText('Right.')
    await next.tap()
    await panel.getByRole('button', { name: 'Show me' }).tap()
    await expect(panel.getByRole('status')).toContainText(/\S/)
    await next.tap()
    await expect(panel.getByRole('heading', { name: 'Where will HEAD be?' })).toBeVisible()
    await expect(panel).toHaveAttribute('aria-busy', 'false')
    await expect(panel.getByRole('button', { name: 'Do it and see' })).toBeDisabled()
    await page.getByRole('gridcell', { name: /^CPU 0 page 1,/ }).tap()
    await expect(panel).toContainText('your pick: page 1')
    await panel.getByRole('button', { name: 'Do it and see' }).tap()
    await expect(panel.getByRole('status')).toContainText('No: page 2.')
    for (const heading of ['A page that was half read', 'The neighbour has room', /^Challenge/]) {
      await next.tap()
      await expect(panel.getByRole('heading', { name: heading, level: 2 })).toBeVisible()
    }
    expect(await violationsOn(page)).toEqual([])
  })
})
