/** Back and forward over all of a race, and a CPU that is killed at every point of its write: what is shown is what was there. */
import type { Page } from '@playwright/test'
import { RACES, RACING } from './support/races.ts'
import { expect, test } from './support/ringside-test.ts'
import { play } from './support/schedule.ts'
import type { Choice } from './support/schedule.ts'
import { actorRow, headline, listed, playOn, ringPage } from './support/step-page.ts'
import { look, playWatched, seekAll } from './support/watched.ts'

/** Two of them fill a page. */
const HALF = 52

const playAndWatch = (page: Page, choices: readonly Choice[]): Promise<string[]> =>
  page.evaluate(`(${playWatched.toString()})(window.ringside, ${JSON.stringify(choices)}, {
    look: ${look.toString()},
    play: ${play.toString()},
  })`)
const goBackAndForth = (page: Page): Promise<[string[], string[]]> =>
  page.evaluate(`(${seekAll.toString()})(window.ringside, { look: ${look.toString()} })`)

for (const [name, asPosted] of [
  ['eventTwice', true],
  ['headAhead', false],
] as const)
  test(`back and forward over all ops of ${name}, ${asPosted ? 'as posted' : 'repaired'}: at each the state is what it was on the way`, async ({
    ringside,
    page,
  }) => {
    await ringside.openWith({ ...RACING, asPosted })
    const onTheWay = await playAndWatch(page, [...RACES[name], ['rest'], ['consume'], ['consume'], ['consume']])
    expect(onTheWay.length).toBeGreaterThan(100)
    const rows = await listed(page)
    const [back, forth] = await goBackAndForth(page)
    const differing = (seen: string[]): number[] => onTheWay.flatMap((state, op) => (seen[op] === state ? [] : [op]))
    expect(differing(back)).toEqual([])
    expect(differing(forth)).toEqual([])
    await expect.poll(() => listed(page)).toEqual(rows)
  })

test('a CPU is killed where it stands, with the lock: the page says so, all others go on, and recover finds what it had committed', async ({
  ringside,
  page,
}) => {
  await ringside.openWith({ ...RACING, cpus: 2 })
  await playOn(page, [
    ['write', 0, 1, HALF],
    ['write', 0, 2, HALF, 'BodyHalf'],
  ])
  await page.getByRole('button', { name: 'Kill CPU 0', exact: true }).click()
  await expect(headline(page)).toContainText('CPU 0 is ended where it stands.')
  await expect(actorRow(page, 0)).toContainText('ended: killed')
  await expect(
    ringPage(page, 'CPU 0 page 0, head, tail, being written, 1 unread event, 64 of 128 bytes'),
  ).toBeAttached()
  await playOn(page, [
    ['write', 1, 3, HALF],
    ['drain', 8],
  ])
  await expect.poll(() => listed(page)).toEqual(['3', 'unread, in the rings: 1 event', '1'])
  expect(await recovered(page, true)).toEqual(['certain 1'])
  expect(await recovered(page, false)).toEqual(['certain 1', 'may-be-incomplete 2+0'])
})

test('killed at every op of a write that pushes the oldest page: by its words exactly what was committed, from the pages nothing torn as certain', async ({
  ringside,
  page,
}) => {
  await ringside.openWith(RACING)
  const [, , , first, last] = await playOn(
    page,
    [1, 2, 3, 4, 5].map((byte) => ['write', 0, byte, HALF]),
  )
  for (let op = (first?.op ?? 0) + 1; op <= (last?.op ?? 0); op++) {
    await page.evaluate(async (op) => {
      const { ringside } = window
      await ringside.checkout('main')
      await ringside.seek(op)
      await ringside.fork()
      await ringside.kill(0)
    }, op)
    const { committed, buffered } = (await ringside.state()).ledger
    const unread = Array.from({ length: buffered }, (_, at) => `certain ${committed - buffered + 1 + at}`)
    expect(await recovered(page, true), `op ${op}`).toEqual(unread)
    const found = await recovered(page, false)
    for (const each of found.filter((each) => each.startsWith('certain')))
      expect(each, `op ${op}`).toMatch(/^certain [1-5]$/)
    for (const each of unread) expect(found.map(bodyOf), `op ${op}`).toContain(bodyOf(each))
  }
})

/** Each as its certainty and the bytes of its body, each of them once. */
function recovered(page: Page, words: boolean): Promise<string[]> {
  return page.evaluate(
    async (words) =>
      (await window.ringside.recover(0, { words })).map(
        ({ certainty, event }) => `${certainty} ${[...new Set(event?.payload)].join('+')}`,
      ),
    words,
  )
}

function bodyOf(found: string): string {
  return found.replace(/^\S+ /, '')
}
