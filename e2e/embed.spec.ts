/** Lessons where nobody can be parked: shown from the recordings that the ring made when the page was built; and a figure of one in someone's page. */
import { AxeBuilder } from '@axe-core/playwright'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { COURSE } from '../src/lessons/course.ts'
import { expect, freshTest as test } from './support/ringside-test.ts'

test.use({ serviceWorkers: 'block' })

const plainUrl = (): string => process.env.RINGSIDE_PLAIN_URL ?? ''
const next = (place: Locator | FrameLocator) => place.getByRole('button', { name: 'Next ▸' })

/** Someone's page, of another origin than the figure, which makes its frame as high as it is told. */
async function openFigure(page: Page, query: string): Promise<FrameLocator> {
  // any file of a host without headers: what is on it is put there
  await page.goto(`${plainUrl()}favicon.svg`)
  await page.goto('about:blank')
  await page.goto(`${plainUrl()}lesson.schema.json`)
  const src = `${plainUrl().replace('127.0.0.1', 'localhost')}?embed=1&${query}`
  await page.setContent(
    `<h1>My lecture</h1><iframe title="figure" style="width: 90%; height: 40px" src="${src}"></iframe>`,
  )
  await page.evaluate(() =>
    window.addEventListener('message', ({ data }: MessageEvent<{ type?: string; height?: number }>) => {
      const frame = document.querySelector('iframe')
      if (frame && data.type === 'ringside:height') frame.style.height = `${data.height}px`
    }),
  )
  return page.frameLocator('iframe')
}

for (const theme of ['dark', 'light']) {
  test(`a figure in a page of another origin: looked at, predicted, as high as it is, ${theme}`, async ({ page }) => {
    const figure = await openFigure(page, `lesson=the-page-turns&part=2&theme=${theme}`)
    await expect(figure.getByRole('heading', { level: 1 })).toHaveText('The page turns part 2 of 3')
    const ops = figure.getByRole('group', { name: 'Ops' })
    const before = await ops.innerText()
    await ops.getByRole('button', { name: 'Back one op' }).click()
    await expect(ops).not.toHaveText(before)
    await figure.getByRole('radio', { name: 'on page 0, in front of the padding' }).check()
    await figure.getByRole('button', { name: 'Do it and see' }).click()
    await expect(figure.getByText('✓ so it is')).toBeVisible()
    await next(figure).click()
    await expect(figure.getByRole('heading', { level: 1 })).toContainText('part 3 of 3')
    await expect(figure.getByRole('link', { name: 'Run it live' })).toHaveAttribute(
      'href',
      './?lesson=the-page-turns&part=3',
    )
    const frame = page.frames().at(-1)
    // all of it is seen without a scroll bar of its own
    await expect
      .poll(() => frame?.evaluate(() => document.documentElement.scrollHeight - window.innerHeight))
      .toBeLessThanOrEqual(0)
    const { violations } = await new AxeBuilder({ page }).include('iframe').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}

test('a figure fits a narrow column', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 })
  const figure = await openFigure(page, 'lesson=the-writer-laps')
  await expect(next(figure)).toBeVisible()
  const wide = await page
    .frames()
    .at(-1)
    ?.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
})

test('a figure that is not there says so, and nothing else runs', async ({ page }) => {
  const figure = await openFigure(page, 'lesson=no-such')
  await expect(figure.getByText("There is no lesson 'no-such'")).toBeVisible()
  const late = await openFigure(page, 'lesson=consume&part=40')
  await expect(late.getByText("The lesson 'consume' has no part 40")).toBeVisible()
})

const WALKED = new Set(['a-page-fills', 'the-writer-laps', 'four-cpus-one-order', 'interrupted', 'after-the-crash'])

for (const { id, title, load } of COURSE.filter((each) => WALKED.has(each.id))) {
  test(`where nobody can be parked: ${title}, from its recording, each answer as the ring gave it`, async ({
    page,
  }) => {
    const { parts } = await load()
    await page.goto(`${plainUrl()}?lesson=${id}`)
    await page.evaluate(() => window.ringside.ready)
    expect(await page.evaluate(() => window.ringside.capabilities().stepping)).toBe(false)
    const lesson = page.getByRole('region', { name: 'Lesson', exact: true })
    for (const [at, part] of parts.entries()) {
      await expect(lesson.getByRole('heading', { name: part.title, level: 2 })).toBeVisible()
      if (part.predict) {
        await lesson.getByRole('button', { name: 'Show me' }).click()
        await expect(lesson.locator('.lesson-verdict')).toBeVisible()
        if (part.predict.choices) await expect(lesson.getByText('✓ so it is')).toHaveCount(1)
      }
      if (at < parts.length - 1) await next(lesson).click()
    }
    await expect(lesson).toContainText('Shown from a recording')
    await expect(next(lesson)).toHaveCount(0)
  })
}

test('an address that asks for a part opens that part; one that names no lesson says so', async ({ page }) => {
  await page.goto('/?lesson=the-page-turns&part=2')
  await page.evaluate(() => window.ringside.ready)
  await expect(page.getByRole('button', { name: '2: The reader steps over it' })).toHaveAttribute(
    'aria-current',
    'step',
  )
  // what cannot be followed is told, and the lesson is there all the same
  await page.goto('/?lesson=the-page-turns&part=abc')
  await page.evaluate(() => window.ringside.ready)
  await expect(page.getByRole('alert')).toContainText("the part 'abc' of a lesson")
  await expect(page.getByRole('button', { name: /^1: / })).toHaveAttribute('aria-current', 'step')
  await page.goto('/?part=2')
  await page.evaluate(() => window.ringside.ready)
  await expect(page.getByRole('alert')).toContainText('asks for a part of a lesson, but names none')
})
