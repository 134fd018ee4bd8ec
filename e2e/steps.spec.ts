/** Step mode: real threads that stop at every probe point, in the order that is chosen by hand; back, forward, and on differently. */
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, expectAddsUp, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const STEP = {
  mode: 'step',
  cpus: 2,
  pagesPerCpu: 2,
  pageSize: 128,
  workload: { kind: 'none' },
  reader: { kind: 'none' },
} as const

const steps = (page: Page) => page.getByRole('region', { name: 'Steps', exact: true })
const stepButton = (page: Page, actor: string) => page.getByRole('button', { name: `Step ${actor}`, exact: true })

async function openStepping(ringside: RingsidePage, patch = {}): Promise<void> {
  await ringside.open()
  await ringside.configure({ ...STEP, ...patch })
}

test('from the running machine to its first steps, by mouse and by keyboard; back and forward', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await stepButton(page, 'CPU 2').click()
  await expect(steps(page)).toContainText('op 1 / 1')
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('op 1 · CPU 2 at Attempted')
  expect((await ringside.state()).cpus[2]).toMatchObject({ status: 'parked', at: 'Attempted' })
  await page.keyboard.press('2')
  await page.keyboard.press('0')
  await page.keyboard.press('r')
  await expect(steps(page)).toContainText('op 4 / 4')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.keyboard.press(',')
  await expect(steps(page)).toContainText('op 2 / 4')
  await expect(stepButton(page, 'CPU 2')).toBeDisabled()
  await page.keyboard.press(']')
  await expect(steps(page)).toContainText('op 4 / 4')
  await page.getByRole('button', { name: 'Live', exact: true }).click()
  await expect(steps(page)).toHaveCount(0)
  await expect.poll(async () => (await ringside.state()).cpus[0]?.at).toBeUndefined()
})

test('a call is queued and stepped; the records say what changed, and the state goes with the op', async ({
  ringside,
  page,
}) => {
  await openStepping(ringside)
  const records = await page.evaluate(async () => {
    const { ringside } = window
    await ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3, 4] })
    const all = []
    do all.push(await ringside.step(0))
    while (all.at(-1)?.point !== 'Rested')
    return all
  })
  expect(records.map(({ op }) => op)).toEqual(records.map((_, at) => at + 1))
  expect(records.find(({ point }) => point === 'TailPublished')?.changed).toContainEqual(
    expect.objectContaining({ word: 'cpu0.tail', from: 0, to: 16 }),
  )
  const after = await ringside.state()
  expect(after.ledger).toMatchObject({ attempted: 1, committed: 1, buffered: 1 })
  expectAddsUp(after)
  await page.evaluate(() => window.ringside.seek(0))
  expect((await ringside.state()).ledger.attempted).toBe(0)
  const refused = await page.evaluate(() => window.ringside.step(0).catch(({ code }: { code: string }) => code))
  expect(refused).toBe('not-live')
  await page.evaluate((op) => window.ringside.seek(op), records.length)
  expect(await ringside.state()).toEqual(after)
})

test('an interrupt under the lock is pending and runs at the restore; an NMI waits for itself; a fork goes on', async ({
  ringside,
  page,
}) => {
  await openStepping(ringside)
  await page.evaluate(async () => {
    const { ringside } = window
    await ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3, 4] })
    while ((await ringside.step(0)).point !== 'LockTaken');
  })
  await page.getByRole('button', { name: 'Interrupt CPU 0' }).click()
  await expect.poll(async () => (await ringside.state()).cpus[0]).toMatchObject({ irqsOff: true, pendingIrqs: 1 })
  const taken = await page.evaluate(() => window.ringside.runUntil({ point: 'InterruptTaken' }))
  expect(taken.actor).toBe(0)
  const { committed } = (await ringside.state()).ledger
  expect(committed).toBe(1)
  await page.evaluate(() => window.ringside.runUntil({ point: 'HandlerReturned' }))
  expect((await ringside.state()).ledger.committed).toBe(2)

  const { op } = await page.evaluate(async () => {
    const { ringside } = window
    await ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3, 4] })
    while ((await ringside.step(0)).point !== 'LockTaken');
    const before = ringside.position()
    await ringside.interrupt(0, { kind: 'nmi' })
    while ((await ringside.step(0)).point !== 'LockWaited');
    return before
  })
  expect((await ringside.state()).cpus[0]).toMatchObject({ status: 'waiting', waitsFor: 0 })
  await expect(steps(page)).toContainText('waits for itself, for ever')
  await page.evaluate((op) => window.ringside.seek(op), op)
  await page.getByRole('button', { name: 'Go on from here' }).click()
  await expect(steps(page).getByRole('button', { name: /^fork-1/ })).toHaveAttribute('aria-pressed', 'true')
  await page.evaluate(() => window.ringside.runUntil({ point: 'TailPublished' }))
  expect((await ringside.state()).ledger.committed).toBe(3)
  expect(await page.evaluate(() => window.ringside.branches().map(({ id, at }) => [id, at]))).toEqual([
    ['main', 0],
    ['fork-1', op],
  ])
})

test('a call that needs the lock of a parked writer would block, and changes nothing', async ({ ringside, page }) => {
  await openStepping(ringside)
  const { code, before, after } = await page.evaluate(async () => {
    const { ringside } = window
    await ringside.begin(1, { call: 'write', type: 7, payload: [1] })
    while ((await ringside.step(1)).point !== 'LockTaken');
    const before = ringside.position()
    const code = await ringside.snapshot().catch((error: { code: string }) => error.code)
    return { code, before, after: ringside.position() }
  })
  expect(code).toBe('would-block')
  expect(after).toEqual(before)
})

test('axe finds nothing wrong while it is stepped', async ({ ringside, page }) => {
  await openStepping(ringside, { cpus: 4 })
  await page.evaluate(async () => {
    await window.ringside.begin(1, { call: 'write', type: 7, payload: [1] })
    await window.ringside.runUntil({ point: 'TypeStored' })
  })
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('CPU 1 at TypeStored')
  expect(await violationsOn(page, '.steps', '.step-headline')).toEqual([])
})

test('keys go on from a button that they have switched off; Run that has come to its end says so', async ({
  ringside,
  page,
}) => {
  await openStepping(ringside)
  await page.evaluate(async () => {
    for (const cpu of [0, 1]) await window.ringside.begin(cpu, { call: 'write', type: 7, payload: [cpu] })
  })
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  // nobody has anything to do any more
  await expect(steps(page)).toContainText('op 36 / 36')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  expect((await ringside.state()).running).toBe(false)
  await page.evaluate(() => window.ringside.begin(0, { call: 'write', type: 7, payload: [1] }))
  await stepButton(page, 'CPU 0').click()
  for (let key = 0; key < 5; key++) await page.keyboard.press(',')
  await expect(steps(page)).toContainText('op 32 / 37')
  await expect(stepButton(page, 'CPU 0')).toBeDisabled()
  await page.keyboard.press('[')
  await page.keyboard.press('.')
  await expect(steps(page)).toContainText('op 1 / 37')
})

test('what cannot go on says why: in the past, and where nobody has anything to do', async ({ ringside, page }) => {
  await openStepping(ringside)
  const alert = page.getByRole('alert').first()
  const until = (what: string) =>
    steps(page).getByRole('group', { name: 'Run until' }).getByRole('button', { name: what, exact: true })
  await until('a loss').click()
  await expect(alert).toContainText('It has not happened: nobody who is not held can go on.')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(alert).toContainText('Nothing to run: nobody who is not held can go on.')
  await page.evaluate(async () => {
    await window.ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3, 4] })
    for (let op = 0; op < 3; op++) await window.ringside.step(0)
  })
  await expect(alert).not.toContainText('It has not happened')
  await steps(page).getByRole('button', { name: 'Back', exact: true }).click()
  await page.keyboard.press('0')
  await expect(alert).toContainText('This is the past')
  await steps(page).getByRole('button', { name: 'End', exact: true }).click()
  await expect(alert).not.toContainText('This is the past')
  await steps(page).getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(alert).toContainText('This is the past')
  await expect(steps(page)).toContainText('op 2 / 3')
  await steps(page).getByRole('button', { name: 'End', exact: true }).click()
  await expect(alert).not.toContainText('This is the past')
  await steps(page).getByRole('button', { name: 'Hold CPU 0' }).click()
  await until('a loss').click()
  await expect(alert).toContainText('It has not happened')
  await expect(steps(page)).toContainText('op 3 / 3')
})

test('run until ends the Run before it, and stands where it happened', async ({ ringside, page }) => {
  await openStepping(ringside, { workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1000 } })
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await steps(page).getByRole('button', { name: 'a page turn', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('at TailPageStored')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  const { op, length } = await page.evaluate(() => window.ringside.position())
  expect(op).toBe(length)
})

test('run until a line of the source that is pressed: whoever arrives there stands at that line', async ({
  ringside,
  page,
}) => {
  await openStepping(ringside, { workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1000 } })
  await stepButton(page, 'CPU 0').click()
  const source = page.getByRole('region', { name: 'Source', exact: true })
  const line = source.getByRole('button', { name: /^Run until line / }).last()
  const number = await line.innerText()
  await line.click()
  await expect(source.locator('[aria-current="step"] .source-number')).toHaveText(number)
  expect(await page.evaluate(() => window.ringside.position().length)).toBeGreaterThan(1)
})

test('one CPU is stalled where it stands, the other writes on; run until a page turn', async ({ ringside, page }) => {
  await openStepping(ringside)
  await page.evaluate(async () => {
    const { ringside } = window
    for (const cpu of [0, 1, 1]) await ringside.begin(cpu, { call: 'write', type: 7, payload: Array(60).fill(cpu) })
    for (let step = 0; step < 4; step++) await ringside.step(0)
  })
  await page.getByRole('button', { name: 'Hold CPU 0' }).click()
  await page.getByRole('button', { name: 'a page turn' }).click()
  await expect(page.getByRole('region', { name: 'Last step' })).toContainText('CPU 1 at TailPageStored')
  expect((await ringside.state()).cpus.map(({ at }) => at)).toEqual(['LockTaken', 'TailPageStored'])
  await page.evaluate(() => window.ringside.runUntil({ point: 'Rested', hold: [1] }).catch(() => {}))
  expect((await ringside.state()).cpus[1]?.at).toBe('TailPageStored')
})

test('a link whose steps were changed shows what they do, and says that it is not what was shared', async ({
  ringside,
  page,
}) => {
  await openStepping(ringside)
  const link = await page.evaluate(async () => {
    const { ringside } = window
    await ringside.begin(0, { call: 'write', type: 7, payload: [1] })
    for (let step = 0; step < 8; step++) await ringside.step(0)
    return ringside.link()
  })
  const query = (change: (parameters: URLSearchParams) => void): string => {
    const { searchParams } = new URL(link)
    change(searchParams)
    return `?${searchParams.toString()}`
  }
  await ringside.open(query(() => {}))
  await expect(steps(page)).toContainText('op 8 / 8')
  await expect(page.getByRole('alert')).toHaveText('')
  await ringside.open(query((parameters) => parameters.set('sum', 'other')))
  await expect(steps(page)).toContainText('op 8 / 8')
  await expect(page.getByRole('alert')).toContainText('other bytes')
  await ringside.open(query((parameters) => parameters.set('op', '999')))
  await expect(steps(page)).toContainText('op 8 / 8')
  await expect(page.getByRole('alert')).toContainText('no op 999')
  await ringside.open(query((parameters) => parameters.delete('config')))
  await expect(page.getByRole('alert')).toContainText('a part of it is missing')
})
