/** Recording disabled between a writer's two checks; a snapshot or a reset between two of its stores: done with the page's own controls, and seen there. */
import type { Page } from '@playwright/test'
import { RACING } from './support/races.ts'
import { expect, expectAddsUp, test } from './support/ringside-test.ts'
import { actorRow, headline, ledger, ringPage } from './support/step-page.ts'

const steps = (page: Page) => page.getByRole('region', { name: 'Steps', exact: true })
const stepButton = (page: Page, actor: string) => page.getByRole('button', { name: `Step ${actor}`, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const term = (page: Page, words: string) => ledger(page).getByLabel(words, { exact: true })

/** By the form below the actors. */
async function queue(page: Page, actor: string, call?: string): Promise<void> {
  const form = steps(page).getByRole('form', { name: 'Queue a call' })
  await form.getByLabel('Actor').selectOption(actor)
  if (call !== undefined) await form.getByLabel('Call').selectOption(call)
  await form.getByRole('button', { name: 'Queue' }).click()
  await expect(actorRow(page, actor === 'reader' ? 'reader' : 0)).toContainText('1 queued')
}

/** Presses its button, op by op, until the headline says so. */
async function stepUntil(page: Page, actor: string, sentence: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    const { op } = await page.evaluate(() => window.ringside.position())
    await stepButton(page, actor).click()
    await expect(headline(page)).toContainText(new RegExp(`^op ${op + 1} ·`))
    if ((await headline(page).textContent())?.includes(sentence)) return
  }
  throw new Error(`${actor} did not come to: ${sentence}`)
}

for (const asPosted of [false, true])
  test(`recording is disabled between the two checks of a write, which the second one finds, ${asPosted ? 'as posted' : 'repaired'}`, async ({
    ringside,
    page,
  }) => {
    await ringside.openWith({ ...RACING, asPosted })
    await queue(page, 'CPU 0')
    await stepUntil(page, 'CPU 0', 'finds recording on, before it takes the lock.')
    await button(page, 'Disable recording').click()
    await expect(headline(page)).toContainText('Recording is disabled, 1 deep.')
    await expect(steps(page)).toContainText('disabled, depth 1')
    await stepUntil(page, 'CPU 0', 'finds recording off: the write is refused.')
    await stepUntil(page, 'CPU 0', 'rests.')
    await expect(term(page, 'disabled 1')).toBeVisible()
    await expect(term(page, 'committed 0').first()).toBeVisible()
    expectAddsUp(await ringside.state())

    await button(page, 'Enable recording').click()
    await expect(headline(page)).toContainText('Recording is enabled.')
    await queue(page, 'CPU 0')
    await stepUntil(page, 'CPU 0', 'commits')
    await expect(term(page, 'buffered 1')).toBeVisible()
  })

test('recording that is disabled behind the second check comes too late for this write', async ({ ringside, page }) => {
  await ringside.openWith(RACING)
  await queue(page, 'CPU 0')
  await stepUntil(page, 'CPU 0', 'finds recording on, now under the lock.')
  await button(page, 'Disable recording').click()
  await stepUntil(page, 'CPU 0', 'commits')
  await expect(term(page, 'disabled 0')).toBeVisible()
  await expect(term(page, 'buffered 1')).toBeVisible()
})

for (const { name, button: pressed, call, done, cell, words } of [
  {
    name: 'snapshot',
    button: 'Snapshot',
    call: 'snapshot of CPU 0',
    done: 'has swapped the rings of CPU 0',
    cell: 'CPU 0 snapshot page 0, head, tail, 1 unread event, 40 of 128 bytes',
    words: ['in snapshot 1', 'buffered 0'],
  },
  {
    name: 'reset',
    button: 'Reset',
    call: 'reset of CPU 0',
    done: 'has emptied a ring of CPU 0',
    cell: 'CPU 0 page 0, head, tail, free',
    words: ['erased 1', 'buffered 0'],
  },
])
  test(`a ${name} between two stores of a writer would block; queued and stepped, it waits for the lock, then does it`, async ({
    ringside,
    page,
  }) => {
    await ringside.openWith({ ...RACING, snapshot: true })
    await queue(page, 'CPU 0')
    await stepUntil(page, 'CPU 0', 'has stamped the event')
    const before = await page.evaluate(() => window.ringside.position())
    await button(page, pressed).click()
    const refused = page.getByRole('alert').filter({ hasText: 'The reader needs the lock of CPU 0' })
    await expect(refused).toContainText('queue the call and step it')
    expect(await page.evaluate(() => window.ringside.position())).toEqual(before)

    await queue(page, 'reader', call)
    await stepUntil(page, 'reader', 'waits for the lock of CPU 0, which CPU 0 holds')
    await expect(refused).toHaveCount(0)
    await expect(actorRow(page, 'reader')).toContainText('waits for CPU 0')
    await stepUntil(page, 'CPU 0', 'commits')
    await stepUntil(page, 'CPU 0', 'rests.')
    await stepUntil(page, 'reader', done)
    await stepUntil(page, 'reader', 'rests.')
    await expect(ringPage(page, cell)).toBeAttached()
    for (const each of words) await expect(term(page, each)).toBeVisible()
    expectAddsUp(await ringside.state())
  })

test('in the past nothing is done to the rings: the buttons say why', async ({ ringside, page }) => {
  await ringside.openWith(RACING)
  await queue(page, 'CPU 0')
  await stepUntil(page, 'CPU 0', 'begins to write')
  await button(page, 'Back').click()
  for (const name of ['Snapshot', 'Reset', 'Disable recording']) {
    await expect(button(page, name)).toBeDisabled()
    await expect(button(page, name)).toHaveAttribute('title', /^This is the past/)
  }
})
