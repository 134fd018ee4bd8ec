/**
 * What the built page costs its main thread: CPU time per frame while it draws, beside a page that asks for frames and does nothing, and how
 * long after navigation the first ring moves.
 */
import type { MachineConfig } from '../machine/machine-config.ts'
import { measureFramesOf, openWith } from './built-page.ts'
import type { BuiltPage, Frames } from './built-page.ts'

interface FrameCase {
  readonly name: string
  readonly config: Partial<MachineConfig>
  /** events to be listed before it is measured, and then the timeline is panned */
  readonly panOver?: number
}

const steady = (eventsPerSecond: number) => ({ kind: 'synthetic' as const, tracer: 'steady' as const, eventsPerSecond })

/** Rates that leave the cores some air: what is measured is drawing, not waiting for a core. */
const CASES: readonly FrameCase[] = [
  { name: 'the default page', config: {} },
  { name: '8 CPUs × 64 pages', config: { cpus: 8, pagesPerCpu: 64, workload: steady(2000) } },
  { name: '64 CPUs × 1024 pages', config: { cpus: 64, pagesPerCpu: 1024, snapshot: false, workload: steady(200) } },
  { name: '256 CPUs × 1024 pages', config: { cpus: 256, pagesPerCpu: 1024, snapshot: false, workload: steady(50) } },
  {
    name: 'panning over 1 000 000 events of 64 CPUs',
    config: {
      cpus: 64,
      pagesPerCpu: 64,
      pageSize: 4096,
      snapshot: false,
      workload: steady(1500),
      reader: { kind: 'consume', eventsPerSecond: Infinity },
    },
    panOver: 1_000_000,
  },
]

const STARTS = 5

/** @param empty what a frame costs in which nothing is done @returns rows of a table, the head first */
export async function measureFrames(built: BuiltPage, empty: Frames): Promise<string[][]> {
  const rows = [['the page in Chromium', 'CPU ms per frame', 'over the empty frame', 'frames per second']]
  rows.push(['an empty frame', empty.ms.toFixed(2), '', empty.fps.toFixed(0)])
  for (const one of CASES) {
    const { ms, fps } = await measureCase(built, one)
    rows.push([one.name, ms.toFixed(2), `+${(ms - empty.ms).toFixed(2)}`, fps.toFixed(0)])
  }
  rows.push(['first ring moves after', `${await firstMove(built)} ms`, '', ''])
  return rows
}

async function measureCase(built: BuiltPage, { config, panOver }: FrameCase): Promise<Frames> {
  const page = await openWith(built, config)
  if (panOver !== undefined) {
    await page.evaluate((count) => window.ringside.waitFor(({ ledger }) => ledger.read >= count, 120_000), panOver)
    await page.evaluate(() => window.ringside.stop())
    await page.evaluate(panForEver)
  }
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500))) // compilers have settled
  const frames = await measureFramesOf(page)
  await page.close()
  return frames
}

/** In the page: zooms in twice, then pans to and fro, once a frame. */
function panForEver(): void {
  const timeline = document.querySelector('[data-keys="timeline"]')
  const press = (key: string): void => {
    timeline?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }
  press('w')
  press('w')
  let frame = 0
  const pan = (): void => {
    press(frame++ % 60 < 30 ? 'a' : 'd')
    requestAnimationFrame(pan)
  }
  pan()
}

/** Median of several fresh visits, ms after navigation. */
async function firstMove({ browser, url }: BuiltPage): Promise<number> {
  const times: number[] = []
  for (let start = 0; start < STARTS; start++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(url)
    times.push(
      await page.evaluate(async () => {
        await window.ringside.ready
        await window.ringside.waitFor(({ ledger }) => ledger.committed > 0)
        return performance.now()
      }),
    )
    await context.close()
  }
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? NaN)
}
