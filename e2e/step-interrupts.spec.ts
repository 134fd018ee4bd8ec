/**
 * Interrupts where they arrive, stepped on the page: pending under the lock, nested outside, three deep; and who waits for itself for ever, an NMI under the
 * lock, or any interrupt where the patch's irq save is left out. Out of a deadlock one goes back, and on differently.
 */
import type { Page } from '@playwright/test'
import { RACING } from './support/races.ts'
import { expect, expectAddsUp, test } from './support/ringside-test.ts'
import type { Choice } from './support/schedule.ts'
import { actorRow, headline, listed, playOn } from './support/step-page.ts'

/** Four bodies of 20 fill a page. */
const BYTES = 20
const TO_THE_END: readonly Choice[] = [['rest'], ['drain', 8]]

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const ringRow = (page: Page, cpu: number) =>
  page
    .getByRole('region', { name: 'Rings' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: new RegExp(`^CPU ${cpu} page 0,`) }) })

test('an NMI under the lock waits for itself, for ever; the other CPU goes on; one goes back, and on differently', async ({
  ringside,
  page,
}) => {
  await ringside.openWith({ ...RACING, cpus: 2 })
  const [held] = await playOn(page, [['write', 0, 1, BYTES, 'LockTaken']])
  await press(page, 'NMI on CPU 0')
  await expect(headline(page)).toContainText('An interrupt is taken on CPU 0: its handler writes, 1 deep.')
  await playOn(page, [['write', 1, 2, BYTES]])
  await expect(async () => {
    await press(page, 'Step CPU 0')
    await expect(headline(page)).toContainText('CPU 0 at LockWaited', { timeout: 500 })
  }).toPass()
  await expect(headline(page)).toContainText(
    'CPU 0 waits for the lock of CPU 0, for ever: the code that it interrupted holds it',
  )
  await expect(actorRow(page, 0)).toContainText('waits for itself, for ever')
  await expect(ringRow(page, 0)).toContainText('waits for itself')
  expect((await ringside.state()).cpus[0]).toMatchObject({ status: 'waiting', waitsFor: 0 })

  // it stays there whenever it is released; all others go on without its ring
  const { op } = await page.evaluate(() => window.ringside.position())
  await press(page, 'Step CPU 0')
  await expect(headline(page)).toContainText(`op ${op + 1} · CPU 0 at LockWaited`)
  await playOn(page, [['write', 1, 3, BYTES], ['consume']])
  await expect.poll(() => listed(page)).toEqual(['2', 'unread, in the rings: 1 event', '3'])
  await expect(actorRow(page, 0)).toContainText('waits for itself, for ever')
  const stuck = await ringside.state()
  expect(stuck.cpus.map(({ ledger }) => [ledger.inFlight, ledger.committed])).toEqual([
    [2, 0],
    [0, 2],
  ])
  expectAddsUp(stuck)

  await page.getByRole('slider', { name: 'Op', exact: true }).fill(String((held?.op ?? 0) + 1))
  await press(page, 'Back')
  await expect(actorRow(page, 0)).toContainText('at LockTaken')
  await press(page, 'Go on from here')
  await expect(page.getByRole('list', { name: 'Branches' })).toContainText(`fork-1, from op ${held?.op} of main`)
  await page.evaluate(() => window.ringside.runUntil({ point: 'Rested' }))
  await playOn(page, [['write', 1, 4, BYTES], ...TO_THE_END])
  await expect.poll(() => listed(page)).toEqual(['1', '4'])
  expect((await ringside.state()).ledger).toMatchObject({ committed: 2, read: 2, inFlight: 0 })
  await page.getByRole('button', { name: /^main, / }).click()
  await expect(actorRow(page, 0)).toContainText('waits for itself, for ever')
})

test('under the lock an interrupt is pending, and runs when interrupts are restored', async ({ ringside, page }) => {
  await ringside.openWith(RACING)
  await playOn(page, [['write', 0, 1, BYTES, 'BodyHalf']])
  for (const pending of [1, 2]) {
    await press(page, 'Interrupt CPU 0')
    await expect(headline(page)).toContainText(`Interrupts are off on CPU 0: ${pending} pending.`)
    await expect(ringRow(page, 0)).toContainText(`irqs off ${pending} pending`)
  }
  expect((await ringside.state()).cpus[0]).toMatchObject({ irqsOff: true, pendingIrqs: 2 })
  await page.evaluate(() => window.ringside.runUntil({ point: 'IrqsRestored' }))
  await expect(headline(page)).toContainText('CPU 0 restores interrupts on CPU 0; what was pending runs now.')
  expect((await ringside.state()).ledger).toMatchObject({ attempted: 1, committed: 1 })
  await press(page, 'Step CPU 0')
  await expect(headline(page)).toContainText('An interrupt is taken on CPU 0: its handler writes, 1 deep.')
  await page.evaluate(() => window.ringside.runUntil({ op: 1000 }))
  await playOn(page, TO_THE_END)
  await expect.poll(() => listed(page)).toEqual(['1', 'irq', 'irq'])
  expect((await ringside.state()).cpus[0]).toMatchObject({ irqsOff: false, pendingIrqs: 0 })
})

test('where interrupts are on a handler nests at once, three deep and no deeper; the innermost commits first', async ({
  ringside,
  page,
}) => {
  await ringside.openWith(RACING)
  await playOn(page, [['write', 0, 1, BYTES, 'Attempted']])
  for (const deep of [1, 2, 3]) {
    await press(page, 'Interrupt CPU 0')
    await expect(headline(page)).toContainText(`its handler writes, ${deep} deep.`)
    await press(page, 'Step CPU 0')
    await expect(headline(page)).toContainText('CPU 0 at Attempted')
  }
  expect((await ringside.state()).ledger).toMatchObject({ attempted: 4, inFlight: 4 })
  await press(page, 'Interrupt CPU 0')
  await expect(page.getByRole('alert').filter({ hasText: 'Three handlers run on CPU 0 already' })).toBeVisible()
  expect(await ringside.codeOf('interrupt', 0)).toBe('RingsideError bad-argument')
  await playOn(page, [['go', 0]])
  await page.evaluate(() => window.ringside.runUntil({ op: 1000 }))
  await playOn(page, TO_THE_END)
  await expect.poll(() => listed(page)).toEqual(['irq', 'irq', 'irq', '1'])
})

test('without the irq save an interrupt under the lock waits for itself as an NMI does', async ({ ringside, page }) => {
  await ringside.openWith({ ...RACING, irqSave: false })
  await playOn(page, [
    ['write', 0, 1, BYTES, 'LockTaken'],
    ['irq', 0],
    ['go', 0],
  ])
  await expect(headline(page)).toContainText(
    'CPU 0 waits for the lock of CPU 0, for ever: the code that it interrupted holds it',
  )
  await expect(actorRow(page, 0)).toContainText('waits for itself, for ever')
  expect((await ringside.state()).cpus[0]).toMatchObject({
    status: 'waiting',
    waitsFor: 0,
    irqsOff: false,
    pendingIrqs: 0,
  })
  const stop = await page.evaluate(() =>
    window.ringside
      .runUntil({ op: 1000 })
      .catch(({ code, message }: { code: string; message: string }) => ({ code, message })),
  )
  expect(stop).toEqual({ code: 'bad-argument', message: expect.stringContaining('waits for ever') })
})
