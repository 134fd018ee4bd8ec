/** What is looked at follows the steps: the ring and the page where an op happens, on a phone too; and nothing else of the picture changes. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { RACING } from './support/races.ts'
import { expect, test } from './support/ringside-test.ts'
import { headline, playOn, seek } from './support/step-page.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true })
const firstPage = (page: Page, cpu: number) =>
  page.getByRole('region', { name: 'Rings' }).getByRole('gridcell', { name: new RegExp(`^CPU ${cpu} page 0`) })
const SIX = { ...RACING, cpus: 6, pagesPerCpu: 4 }
/** A finger's. */
const TARGET_PX = 44

for (const [width, height] of [
  [390, 844],
  [844, 390],
] as const)
  test(`on a phone of ${width} × ${height} the ring and the page of the step come into view, and every step is a target`, async ({
    ringside,
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await ringside.openWith(SIX)
    await playOn(page, [['write', 5, 1, 52, 'BodyHalf']])
    await expect(firstPage(page, 5)).toBeInViewport({ ratio: 0.9 })
    const bar = page.getByRole('region', { name: 'Steps at hand' })
    await expect(bar.getByRole('button')).toHaveText([
      '←',
      '→',
      ...[0, 1, 2, 3, 4, 5].map((cpu) => `CPU ${cpu}`),
      'Reader',
    ])
    await bar.getByRole('button', { name: 'Step CPU 5' }).click()
    await expect(headline(page)).toContainText('CPU 5 at BodyWritten')
    await expect(bar.getByRole('button', { name: 'Step reader' })).toBeDisabled()
    expect(await violationsOn(page)).toEqual([])
    await expectTargets(bar)

    // a panel that comes later shows the same
    await tab(page, 'Bytes').click()
    await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 5 page 0')
    await tab(page, 'Controls').click()
    await expectTargets(page.getByRole('group', { name: 'Back and forward' }))
  })

test('the picture of the rings changes where the op has changed it, and stands still between two ops', async ({
  ringside,
  page,
}) => {
  await ringside.openWith({ ...RACING, cpus: 2 })
  const records = await page.evaluate(async () => {
    const all = []
    for (const cpu of [0, 1]) {
      await window.ringside.begin(cpu, { call: 'write', type: 7, payload: Array(52).fill(cpu) })
      do all.push(await window.ringside.step(cpu))
      while (all.at(-1)?.point !== 'Rested')
    }
    return all
  })
  // what is loaded with the first steps has its place by now
  for (const name of ['Ops', 'Source', 'Last step'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  const picture = await page.locator('.rings-canvas').boundingBox()
  const rows = await Promise.all([0, 1].map((cpu) => firstPage(page, cpu).boundingBox()))
  const ofCpu = (cpu: number) =>
    records.filter(({ actor, changed }) => actor === cpu && changed.some(({ page }) => page !== undefined))
  for (const cpu of [0, 1]) {
    expect(ofCpu(cpu).length).toBeGreaterThan(2)
    for (const { op } of ofCpu(cpu)) {
      await seek(page, op - 1)
      const before = await pictureLines(page)
      await seek(page, op)
      const now = await pictureLines(page)
      const changed = now.flatMap((line, y) => (line === before[y] ? [] : [y]))
      const other = rows[1 - cpu]
      expect(changed.length, `op ${op}`).toBeGreaterThan(0)
      expect(await pictureLines(page), `op ${op}`).toEqual(now)
      expect(
        changed.filter((y) => isWithin(y + (picture?.y ?? 0), other)),
        `op ${op}`,
      ).toEqual([])
    }
  }
})

test('the keys go on from whatever has the focus: a move that it has switched off, and ← → beside it', async ({
  ringside,
  page,
}) => {
  await ringside.openWith(RACING)
  await playOn(page, [['write', 0, 1, 52]])
  const { length } = await page.evaluate(() => window.ringside.position())
  await page.evaluate(() => window.ringside.seek(0))
  await expect(headline(page)).toContainText('Nobody has done anything yet')
  const next = button(page, 'Next op of this actor')
  await next.focus()
  for (let op = 0; op < length; op++) await page.keyboard.press('Enter')
  await expect(headline(page)).toContainText(new RegExp(`^op ${length} ·`))
  await expect(next).toBeDisabled()
  await expect(next).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(headline(page)).toContainText(new RegExp(`^op ${length - 2} ·`))
  await button(page, 'Back').focus()
  await page.keyboard.press('ArrowRight')
  await expect(headline(page)).toContainText(new RegExp(`^op ${length - 1} ·`))
})

/** Every button in it is as large as a finger needs. */
async function expectTargets(region: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(region.getByRole('button').first()).toBeVisible()
  const boxes = await region
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons.map((each) => each.getBoundingClientRect()).map(({ width, height }) => ({ width, height })),
    )
  expect(boxes.length).toBeGreaterThan(1)
  for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(TARGET_PX)
}

/** Every line of the rings' picture as a number, once it is drawn. */
async function pictureLines(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    const canvas = document.querySelector<HTMLCanvasElement>('.rings-canvas')
    const image = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    return Array.from({ length: image?.height ?? 0 }, (_, y) => {
      let sum = 0
      for (const value of image?.data.subarray(y * (image.width * 4), (y + 1) * image.width * 4) ?? [])
        sum = (Math.imul(sum, 31) + value) | 0
      return sum
    })
  })
}

function isWithin(y: number, box: { y: number; height: number } | null | undefined): boolean {
  return box ? y >= box.y && y < box.y + box.height : false
}
