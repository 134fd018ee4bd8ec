/** What a visitor sees of a machine that is stepped, by role and name. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './ringside-test.ts'
import { play } from './schedule.ts'
import type { Actor, Choice, Ended } from './schedule.ts'

export const headline = (page: Page): Locator => page.getByRole('region', { name: 'Last step' })
export const ledger = (page: Page): Locator => page.getByRole('region', { name: 'Ledger' })
export const findings = (page: Page): Locator => page.getByRole('list', { name: 'Findings' })
/** How many invariants failed, as a sentence. */
export const verdict = (page: Page): Locator =>
  page.getByRole('region', { name: 'Invariants', exact: true }).getByRole('status')
export const actorRow = (page: Page, actor: Actor): Locator =>
  page
    .getByRole('list', { name: 'Actors' })
    .getByRole('listitem')
    .filter({ hasText: actor === 'reader' ? /^Reader/ : new RegExp(`^CPU ${actor}\\D`) })
export const ringPage = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Rings' }).getByRole('gridcell', { name, exact: true })

const events = (page: Page): Locator => page.getByRole('region', { name: 'Events', exact: true })

/** Plays a schedule through `window.ringside`, from wherever it stands. */
export function playOn(page: Page, choices: readonly Choice[]): Promise<Ended[]> {
  return page.evaluate(`(${play.toString()})(window.ringside, ${JSON.stringify(choices)})`)
}

/** Shows the state after this op, and waits until the page does. */
export async function seek(page: Page, op: number): Promise<void> {
  await page.evaluate((op) => window.ringside.seek(op), op)
  await expect(headline(page)).toContainText(new RegExp(`^op ${op} ·`))
}

/**
 * The rows of the event list, the last ones where there are more than fit: an event as the bytes of its body, each of them once (`5`; a torn one `1+3`),
 * with its type where that is not 7; one with a name as that; other rows in their words.
 */
export async function listed(page: Page): Promise<string[]> {
  const rows = await events(page).getByRole('option').allInnerTexts()
  return rows.map((row) => {
    const [, type, body = ''] = /type (\d+): ([\da-f]*)/.exec(row) ?? []
    if (type === undefined) return /:(?:late |inverted)*(\w+): /.exec(row)?.[1] ?? row.replace(/^CPU:0 \[(.*)\]$/, '$1')
    const bytes = new Set([...body.matchAll(/../g)].map(([byte]) => Number.parseInt(byte, 16)))
    return type === '7' ? [...bytes].join('+') : `type ${type}`
  })
}

/** How many rows the event list has, of which `listed` gives the last. */
export async function expectRowCount(page: Page, count: number): Promise<void> {
  await expect(events(page).locator('.events-count')).toHaveText(`${count} row${count === 1 ? '' : 's'}`)
}
