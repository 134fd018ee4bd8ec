/** The schedules that the page plays too (e2e/step-hashes.spec.ts), played by Node's threads. */
import { expect, test } from 'vitest'
import { RACES, RACING, TO_THE_END } from '../../../e2e/support/races.ts'
import { playInNode } from './testing/play-in-node.ts'

const TIMES = 10

test.each([true, false])(
  `the same schedule gives the same recording, ${TIMES} times (as posted: %s)`,
  async (asPosted) => {
    const hashes = new Set<string>()
    for (let time = 0; time < TIMES; time++)
      hashes.add(await playInNode({ ...RACING, asPosted }, [...RACES.eventTwice, ...TO_THE_END]))
    expect([...hashes]).toHaveLength(1)
  },
)

test('the same calls in another order give another recording', async () => {
  const inTurn = RACES.lostCount.filter(([does]) => does !== 'go')
  const hashes = [RACES.lostCount, inTurn].map((choices) => playInNode(RACING, [...choices, ...TO_THE_END]))
  expect(new Set(await Promise.all(hashes)).size).toBe(2)
})
