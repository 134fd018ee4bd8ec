/** What a step costs the page: with keys held down, one op a frame, and a jump to any op of a long recording. */
import type { Page } from 'playwright-core'
import { busyWhile, openWith } from './built-page.ts'
import type { BuiltPage, Frames } from './built-page.ts'

const HELD_OPS = 2000
const LONG_OPS = 10_000
const SEEKS = 60

/** Aims: ms of main thread per op, ms until an op is shown. */
const MOST_PER_OP = 16
const MOST_PER_SEEK = 50

interface HeldCase {
  readonly name: string
  readonly key: string
}

/** In this order: the first makes the ops that the others go through. */
const HELD: readonly HeldCase[] = [
  { name: 'a step of CPU 0, its key held down', key: '0' },
  { name: 'back one op, its key held down', key: ',' },
  { name: 'forward one op, its key held down', key: '.' },
]

/** @param empty what a frame costs in which nothing is done @returns rows of a table, the head first */
export async function measureSteps(built: BuiltPage, empty: Frames): Promise<string[][]> {
  const page = await openWith(built, { mode: 'step' })
  await page.locator('section[data-keys="steps"]').first().waitFor()
  const rows = [['step mode in Chromium, the default rings', 'ms', 'over the empty frame', 'aim']]
  for (const { name, key } of HELD) {
    const { busyMs } = await busyWhile(page, () => page.evaluate(hold, { key, ops: HELD_OPS }))
    const ms = busyMs / HELD_OPS
    const over = `+${(ms - empty.ms).toFixed(2)}`
    rows.push([`${name}, ${HELD_OPS} ops: CPU ms per op`, ms.toFixed(2), over, aim(ms, MOST_PER_OP)])
  }
  rows.push(...(await measureSeeks(page)))
  await page.close()
  return rows
}

async function measureSeeks(page: Page): Promise<string[][]> {
  await page.evaluate((op) => window.ringside.runUntil({ op }), LONG_OPS)
  await page.getByText(/^looked at .* ops so far$/).waitFor({ state: 'detached', timeout: 120_000 })
  const { answered, painted } = await page.evaluate(seekAbout, { ops: LONG_OPS, seeks: SEEKS })
  const row = (name: string, times: readonly number[]): string[] => {
    const sorted = times.toSorted((a, b) => a - b)
    const [median, worst] = [sorted[sorted.length >> 1] ?? NaN, sorted.at(-1) ?? NaN]
    return [name, `${median.toFixed(1)}, at worst ${worst.toFixed(1)}`, '', aim(median, MOST_PER_SEEK)]
  }
  return [
    row(`seek to any of ${LONG_OPS} ops: until it answers`, answered),
    row(`seek to any of ${LONG_OPS} ops: until it is painted`, painted),
  ]
}

function aim(ms: number, most: number): string {
  return `≤ ${most} ${ms <= most ? 'met' : 'MISSED'}`
}

/** In the page: presses a key once a frame, until so many ops have gone by. */
function hold({ key, ops }: { key: string; ops: number }): Promise<void> {
  const panel = document.querySelector('[data-keys="steps"]')
  const from = window.ringside.position().op
  return new Promise((resolve) => {
    const press = (): void => {
      if (Math.abs(window.ringside.position().op - from) >= ops) return resolve()
      panel?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      requestAnimationFrame(press)
    }
    press()
  })
}

/** In the page: to ops that lie all over the recording, one after the other, ms each. */
async function seekAbout({
  ops,
  seeks,
}: {
  ops: number
  seeks: number
}): Promise<Record<'answered' | 'painted', number[]>> {
  const times = { answered: [] as number[], painted: [] as number[] }
  for (let seek = 0; seek < seeks; seek++) {
    const start = performance.now()
    await window.ringside.seek((seek * 6131 + 7) % ops)
    times.answered.push(performance.now() - start)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    times.painted.push(performance.now() - start)
  }
  return times
}
