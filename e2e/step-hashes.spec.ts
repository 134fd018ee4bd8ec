/** The same seed and the same schedule give the same bytes: on the page as often as one likes, and as in threads of Node. */
import type { Page } from '@playwright/test'
import { hashesInNode } from './support/hashes-in-node.ts'
import { RACES, RACING, TO_THE_END } from './support/races.ts'
import { recordingHash } from './support/recording-hash.ts'
import { expect, test } from './support/ringside-test.ts'
import { playOn } from './support/step-page.ts'

const TIMES = 10

const hashOn = (page: Page): Promise<string> =>
  page.evaluate(`window.ringside.saveRecording().then(${recordingHash.toString()})`)

const jobs = [true, false].map((asPosted) => ({
  config: { ...RACING, asPosted },
  choices: [...RACES.eventTwice, ...TO_THE_END],
}))

test(`ten runs of ten in Chromium have the hash of Node's run, as posted and repaired (seed ${RACING.seed})`, async ({
  ringside,
  page,
}) => {
  const inNode = hashesInNode(jobs.map(({ config, choices }) => [config, choices]))
  await ringside.openWith(RACING)
  const onPage: string[][] = []
  for (const { config, choices } of jobs) {
    const hashes: string[] = []
    for (let time = 0; time < TIMES; time++) {
      await ringside.configure(config)
      await playOn(page, choices)
      hashes.push(await hashOn(page))
    }
    onPage.push(hashes)
  }
  const expected = await inNode
  expect(onPage).toEqual(expected.map((hash) => Array<string>(TIMES).fill(hash)))
  expect(new Set(expected).size).toBe(jobs.length)
})

test('every race has on the page the hash that it has in Node', async ({ ringside, page }) => {
  const races = Object.values(RACES)
  const config = { ...RACING, asPosted: true }
  const inNode = hashesInNode(races.map((choices) => [config, [...choices, ...TO_THE_END]]))
  await ringside.openWith(config)
  const onPage: string[] = []
  for (const choices of races) {
    await ringside.configure(config)
    await playOn(page, [...choices, ...TO_THE_END])
    onPage.push(await hashOn(page))
  }
  expect(onPage).toEqual(await inNode)
})
