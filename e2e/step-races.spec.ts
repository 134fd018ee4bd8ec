/**
 * Every race of the patch as posted, stepped on the page by a short schedule and seen there; the same order of choices is harmless when repaired: there
 * the reader takes the lock, and whoever waits lets its turn pass.
 */
import type { Page } from '@playwright/test'
import { expect, test } from './support/ringside-test.ts'
import type { MachineState } from './support/ringside-test.ts'
import { SEEN } from './support/races-seen.ts'
import type { Seen } from './support/races-seen.ts'
import { RACES, RACING, TO_THE_END } from './support/races.ts'
import type { RaceName } from './support/races.ts'
import { actorOf, stopOf } from './support/schedule.ts'
import type { Choice, Ended } from './support/schedule.ts'
import {
  actorRow,
  expectRowCount,
  findings,
  headline,
  ledger,
  listed,
  playOn,
  ringPage,
  seek,
  verdict,
} from './support/step-page.ts'

for (const name of Object.keys(RACES) as RaceName[]) {
  const seen = SEEN[name]
  const choices: readonly Choice[] = [...RACES[name], ...TO_THE_END]

  test(`as posted: ${seen.title}; repaired the same order is harmless`, async ({ ringside, page }) => {
    await ringside.openWith({ ...RACING, asPosted: true })
    const broken = await playOn(page, choices)
    await expectBroken(page, seen, await ringside.state())
    await expectHeld(page, name, broken)

    await ringside.configure({ asPosted: false })
    const harmless = await playOn(page, choices)
    await expectHarmless(page, await ringside.state())
    await expectWaits(page, seen, harmless)
  })
}

async function expectBroken(page: Page, seen: Seen, { cpus, ledger: counts, reader }: MachineState): Promise<void> {
  const { read, overrun, buffered, entries, finding, ended } = seen
  await expectListed(page, seen)
  expect(counts).toMatchObject({ read, overrun, buffered })
  expect(cpus[0]?.entries).toBe(entries)
  for (const [term, count] of Object.entries({ read, overrun, buffered }))
    await expect(ledger(page).getByLabel(`${term} ${count}`, { exact: true })).toBeVisible()
  await expect(ringPage(page, seen.cell)).toBeAttached()
  if (finding !== undefined) {
    await expect(findings(page)).toContainText(finding)
    await expect(ledger(page)).toContainText('does not add up')
  } else await expect(findings(page)).toBeHidden()
  if (!ended) return
  const [actor, bug] = ended
  expect(actor === 'reader' ? reader : cpus[actor]).toMatchObject({ status: 'crashed', at: bug })
  await expect(actorRow(page, actor)).toContainText(`ended: ${bug}`)
  const who = actor === 'reader' ? 'The reader' : `CPU ${actor}`
  await expect(page.getByRole('alert').filter({ hasText: `${who} has crashed: ${bug}` })).toBeVisible()
}

/** Back to where the actor is held that loses the race, and forward to the end again. */
async function expectHeld(page: Page, name: RaceName, ended: readonly Ended[]): Promise<void> {
  const { held, meanwhile } = SEEN[name]
  const choices: readonly Choice[] = RACES[name]
  const at = choices.findLastIndex((choice) => stopOf(choice) !== undefined)
  const choice = choices[at]
  if (held === undefined || !choice) return
  await seek(page, ended[at]?.op ?? 0)
  await expect(headline(page)).toContainText(held)
  await expect(actorRow(page, actorOf(choice))).toContainText(`at ${stopOf(choice)}`)
  if (meanwhile) await expectMeanwhile(page, meanwhile, ended)
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await expectListed(page, SEEN[name])
}

/** The reader has found nothing, although it is there. */
async function expectMeanwhile(
  page: Page,
  seen: NonNullable<Seen['meanwhile']>,
  ended: readonly Ended[],
): Promise<void> {
  const { after, entries, cell } = seen
  await seek(page, ended[after]?.op ?? 0)
  await expect(headline(page)).toContainText('The reader has ended its operation, and rests.')
  await expect(ringPage(page, cell)).toBeAttached()
  const { ledger: counts, cpus } = await page.evaluate(() => window.ringside.state())
  expect({ read: counts.read, entries: cpus[0]?.entries }).toEqual({ read: 0, entries })
}

async function expectListed(page: Page, { rows, rowCount }: Seen): Promise<void> {
  if (rowCount !== undefined) await expectRowCount(page, rowCount)
  const most = rowCount === undefined ? Infinity : rows.length
  await expect.poll(async () => (await listed(page)).slice(-most)).toEqual(rows)
}

async function expectHarmless(page: Page, { cpus, ledger: counts }: MachineState): Promise<void> {
  const rows = await listed(page)
  const numbers = rows.filter((row) => !row.includes(' ')).map(Number)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  const lost = rows.map((row) => Number(/LOST (\d+)/.exec(row)?.[1] ?? 0)).reduce((sum, count) => sum + count, 0)
  expect(counts).toMatchObject({ attempted: counts.committed, read: numbers.length, buffered: 0, overrun: lost })
  expect(counts.committed).toBe(numbers.length + lost)
  expect(cpus[0]?.entries).toBe(0)
  await expect(ledger(page)).toContainText('adds up')
  await expect(findings(page)).toBeHidden()
  await expect(verdict(page)).toHaveText(/^None of \d+ failed on this branch$/)
  await expect(page.getByRole('alert').filter({ hasText: 'crashed' })).toHaveCount(0)
}

/** Whoever needs the lock says so where it waits. */
async function expectWaits(page: Page, { waits }: Seen, ended: readonly Ended[]): Promise<void> {
  const waiting = ended.find((each) => each.waits)
  if (waits === undefined) return expect(waiting).toBeUndefined()
  const holder = waits === 'reader' ? 'CPU 0' : 'the reader'
  await seek(page, waiting?.op ?? 0)
  await expect(headline(page)).toContainText(`waits for the lock of CPU 0, which ${holder} holds`)
  await expect(actorRow(page, waits)).toContainText(`waits for ${holder}`)
}
