import { violationsOn } from './support/axe.ts'
import { RACING } from './support/races.ts'
import { expect, test } from './support/ringside-test.ts'
import { actorRow, playOn } from './support/step-page.ts'

const crowded = {
  cpus: 2,
  pagesPerCpu: 4,
  pageSize: 512,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'none' },
} as const

test('the pages of a killed CPU are recovered: with words what it had committed, from the pages alone nothing torn as certain', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure(crowded)
  await ringside.start()
  const { byWords, byPages, read } = await page.evaluate(async () => {
    const { ringside } = window
    await ringside.waitFor(({ cpus }) => (cpus[0]?.ledger.overrun ?? 0) > 500)
    await ringside.kill(0)
    await ringside.stop()
    const bytesOf = <Event extends { payload: Uint8Array }>(event: Event | undefined) =>
      event && { ...event, payload: [...event.payload] }
    const recovered = async (words: boolean) =>
      (await ringside.recover(0, { words })).map((each) => ({ ...each, event: bytesOf(each.event) }))
    const [byWords, byPages] = [await recovered(true), await recovered(false)]
    const read = (await ringside.read()).filter(({ cpu }) => cpu === 0).map((event) => bytesOf(event)?.payload)
    return { byWords, byPages, read }
  })
  expect(byWords.length).toBeGreaterThan(0)
  expect(byWords.map(({ event }) => event?.payload)).toEqual(read)
  expect(byWords.every(({ certainty }) => certainty === 'certain')).toBe(true)

  const certain = byPages.filter(({ certainty }) => certainty === 'certain')
  for (const { event } of certain) expect(isWhole(event?.payload ?? [])).toBe(true)
  expect(byPages.filter(({ event, certainty }) => !event && certainty !== 'unreadable')).toEqual([])
  for (const { event } of byWords) expect(byPages.map((each) => each.event?.payload)).toContainEqual(event?.payload)
})

test('a CPU that does not exist has no pages', async ({ ringside }) => {
  await ringside.open()
  await ringside.configure(crowded)
  expect(await ringside.codeOf('recover', 2)).toBe('RingsideError bad-cpu')
})

test('of a CPU that was killed in the middle of a body the page shows what was committed, and what may be torn', async ({
  ringside,
  page,
}) => {
  await ringside.openWith({ ...RACING, cpus: 2 })
  await playOn(page, [
    ['write', 0, 1, 52],
    ['write', 0, 2, 52, 'BodyHalf'],
  ])
  await expect(actorRow(page, 0).getByRole('button', { name: /^Recover/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Kill CPU 0', exact: true }).click()
  await actorRow(page, 0).getByRole('button', { name: 'Recover CPU 0 …' }).click()
  const dialog = page.getByRole('dialog', { name: 'What is left of CPU 0' })
  await expect(dialog).toContainText('1 committed and unread, exactly')
  await expect(dialog).toContainText('1 certain, 1 may be torn')
  await expect(dialog.getByRole('row')).toHaveCount(3)
  await expect(dialog.getByRole('row').nth(1)).toContainText(/0\s*0.*(01){52}.*certain.*unread/)
  await expect(dialog.getByRole('row').nth(2)).toContainText(/64.*(02){24}(00){28}.*may be torn.*–/)
  expect(await violationsOn(page, 'dialog')).toEqual([])
  await dialog.getByRole('button', { name: 'Show page 0' }).first().click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 0 page 0')
})

test('in the live machine too, beside the rings of the dead CPU', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure(crowded)
  await ringside.start()
  await page.evaluate(async () => {
    const { ringside } = window
    await ringside.waitFor(({ cpus }) => (cpus[0]?.ledger.overrun ?? 0) > 500)
    await ringside.kill(0)
    await ringside.stop()
  })
  await page.getByRole('button', { name: 'Recover CPU 0', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'What is left of CPU 0' })
  const committed = await page.evaluate(async () => (await window.ringside.recover(0, { words: true })).length)
  await expect(dialog).toContainText(`${committed} committed and unread, exactly`)
  await expect(dialog.getByRole('cell', { name: 'unread', exact: true })).toHaveCount(committed)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

/** A payload of `steady` ends with the FNV-1a of all before its last four bytes. */
function isWhole(payload: readonly number[]): boolean {
  let hash = 0x811c9dc5
  for (const byte of payload.slice(0, -4)) hash = Math.imul(hash ^ byte, 0x01000193)
  const [a = 0, b = 0, c = 0, d = 0] = payload.slice(-4)
  return payload.length % 8 === 4 && hash === (a | (b << 8) | (c << 16) | (d << 24))
}
