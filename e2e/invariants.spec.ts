/** Invariants in step mode: as posted a bug makes one fail, the page names it at its first op and goes there; repaired all hold. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const STEP = {
  mode: 'step',
  cpus: 1,
  pagesPerCpu: 2,
  pageSize: 128,
  workload: { kind: 'none' },
  reader: { kind: 'none' },
} as const

const region = (page: Page) => page.getByRole('region', { name: 'Invariants', exact: true })
const failed = (page: Page) => page.getByRole('list', { name: 'Invariants that failed' })

/** Four events of 32 bytes fill the tail page, and all are read: as posted the reader then steps off it. */
async function readFullTailPage(ringside: RingsidePage, page: Page, asPosted: boolean): Promise<void> {
  await ringside.open()
  await ringside.configure({ ...STEP, asPosted })
  await page.evaluate(async () => {
    const { ringside } = window
    for (let event = 0; event < 4; event++) await ringside.write(0, 7, new Uint8Array(20).fill(7))
    for (let event = 0; event < 4; event++) await ringside.consume()
  })
}

test('as posted a bug is named with a witness at its first op, and one goes there', async ({ ringside, page }) => {
  await readFullTailPage(ringside, page, true)
  await expect(region(page).getByRole('status')).toContainText('failed on this branch')
  const row = failed(page).getByRole('listitem').filter({ hasText: 'The head never passes the tail' })
  // the first of all, and the cause of the others
  await expect(failed(page).getByRole('listitem').first()).toContainText('The head never passes the tail')
  await expect(row).toContainText('fails')
  await expect(row).toContainText('head page 1, tail page 0, and page 1 between them has 0 bytes committed')
  await row.getByRole('button', { name: /First at op \d+: The head never passes the tail/ }).click()
  const first = await page.evaluate(() => window.ringside.position())
  // named above the rings as well, where one looks while one steps
  await page.evaluate((op) => window.ringside.seek(op), 0)
  await page
    .getByRole('button', { name: /^An invariant fails first at op \d+: The head never passes the tail/ })
    .click()
  await expect.poll(() => page.evaluate(() => window.ringside.position())).toEqual(first)
  expect(first.op).toBeLessThan(first.length)
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('the reader at HeadPageStored')
  const failing = () => page.evaluate(() => window.ringside.invariants())
  expect((await failing()).find(({ id }) => id === 'full-before-tail')).toMatchObject({
    title: expect.stringContaining('The head never passes the tail'),
    holds: false,
    witness: expect.stringContaining('head page 1'),
  })
  // one op before all held, and the list says where it will fail
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(row).toContainText('holds')
  await expect(row).toContainText(`at op ${first.op}: CPU 0, ring: head page 1`)
  expect((await failing()).filter(({ holds }) => holds === false)).toEqual([])
})

test('run until an invariant fails: everyone goes on to the op that breaks one', async ({ ringside, page }) => {
  await readFullTailPage(ringside, page, false)
  await ringside.configure({ asPosted: true })
  await page.evaluate(async () => {
    const { ringside } = window
    for (let event = 0; event < 4; event++) {
      await ringside.begin(0, { call: 'write', type: 7, payload: Array.from({ length: 20 }, () => 7) })
      while ((await ringside.step(0)).point !== 'Rested');
    }
    for (let event = 0; event < 4; event++) await ringside.begin('reader', { call: 'consume' })
  })
  const before = await page.evaluate(() => window.ringside.position())
  await page.getByRole('button', { name: 'an invariant fails', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('the reader at HeadPageStored')
  const { op, length } = await page.evaluate(() => window.ringside.position())
  expect(op).toBe(length)
  expect(op).toBeGreaterThan(before.op)
  await expect(failed(page)).toContainText(`first at op ${op}`)
  // all that goes on is the rest of the call: others fail for the first time now
  const next = await page.evaluate(() => window.ringside.runUntil({ invariant: true }))
  expect(next.op).toBeGreaterThan(op)
})

test('repaired none fails, in the middle of a write some are not now; axe finds nothing wrong', async ({
  ringside,
  page,
}) => {
  await readFullTailPage(ringside, page, false)
  await expect(region(page).getByRole('status')).toContainText(/^None of \d+ failed on this branch/)
  await page.evaluate(async () => {
    await window.ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3] })
    await window.ringside.runUntil({ point: 'BodyHalf' })
  })
  const states = await page.evaluate(() => window.ringside.invariants())
  expect(states.length).toBeGreaterThanOrEqual(10)
  expect(states.filter(({ holds }) => holds === false)).toEqual([])
  expect(states.find(({ id }) => id === 'buffered')?.holds).toBe('not-now')
  await region(page).getByText('nothing can be said now').click()
  const list = page.getByRole('list', { name: 'Invariants that hold' })
  await expect(list.getByRole('listitem')).toHaveCount(states.length)
  await expect(list.getByRole('listitem').filter({ hasText: 'Buffered is the number' })).toContainText('not now')
  expect(await violationsOn(page, '.invariants')).toEqual([])
})

test('a machine that runs live is not stepped, and answers so', async ({ ringside }) => {
  await ringside.open()
  await ringside.configure({ mode: 'live' })
  expect(await ringside.codeOf('invariants')).toBe('RingsideError not-stepping')
})
