/**
 * What the built page costs its main thread: CPU time per frame while it draws, beside a page that asks for frames and does nothing, and how
 * long after navigation the first ring moves.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { findChromium } from '../../tools/chromium.mjs'
import type { MachineConfig } from '../machine/machine-config.ts'

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

const MEASURED_MS = 4000
const STARTS = 5

/** @returns rows of a table, the head first */
export async function measureFrames(): Promise<string[][]> {
  const outDir = await mkdtemp(join(tmpdir(), 'ringside-bench-'))
  await build({ logLevel: 'silent', build: { outDir } })
  const server = await preview({ logLevel: 'silent', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const address = server.httpServer.address()
  const url = `http://localhost:${typeof address === 'object' ? address?.port : ''}/`
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs() })
  try {
    const rows = [['the page in Chromium', 'CPU ms per frame', 'over the empty frame', 'frames per second']]
    const empty = await measureEmpty(browser)
    rows.push(['an empty frame', empty.ms.toFixed(2), '', empty.fps.toFixed(0)])
    for (const one of CASES) {
      const { ms, fps } = await measureCase(browser, url, one)
      rows.push([one.name, ms.toFixed(2), `+${(ms - empty.ms).toFixed(2)}`, fps.toFixed(0)])
    }
    rows.push(['first ring moves after', `${await firstMove(browser, url)} ms`, '', ''])
    return rows
  } finally {
    await browser.close()
    await server.close()
    await rm(outDir, { recursive: true })
  }
}

function chromiumArgs(): string[] {
  return ['--disable-gpu', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
}

interface Frames {
  ms: number
  fps: number
}

/** tsx wraps functions in a helper of its own, which those that are sent into the page miss there. */
async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript('globalThis.__name = (named) => named')
  return page
}

async function measureEmpty(browser: Browser): Promise<Frames> {
  const page = await openPage(browser)
  await page.goto('about:blank')
  const frames = await measure(page)
  await page.close()
  return frames
}

async function measureCase(browser: Browser, url: string, { config, panOver }: FrameCase): Promise<Frames> {
  const page = await openPage(browser)
  await page.goto(`${url}?config=${encodeURIComponent(JSON.stringify(config, infinityAsLinksWriteIt))}`)
  await page.evaluate(() => window.ringside.ready)
  if (panOver !== undefined) {
    await page.evaluate((count) => window.ringside.waitFor(({ ledger }) => ledger.read >= count, 120_000), panOver)
    await page.evaluate(() => window.ringside.stop())
    await page.evaluate(panForEver)
  }
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500))) // compilers have settled
  const frames = await measure(page)
  await page.close()
  return frames
}

function infinityAsLinksWriteIt(_: string, value: unknown): unknown {
  return value === Infinity ? '∞' : value
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

/** By the thread's own time: what other threads do on the same cores does not count. */
async function measure(page: Page): Promise<Frames> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await busySeconds(client)
  const { frames, ms } = await page.evaluate(countFrames, MEASURED_MS)
  const busy = (await busySeconds(client)) - before
  return { ms: (1000 * busy) / frames, fps: (1000 * frames) / ms }
}

async function busySeconds(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

function countFrames(durationMs: number): Promise<{ frames: number; ms: number }> {
  return new Promise((resolve) => {
    const start = performance.now()
    let frames = 0
    const count = (): void => {
      frames++
      const ms = performance.now() - start
      if (ms < durationMs) requestAnimationFrame(count)
      else resolve({ frames, ms })
    }
    requestAnimationFrame(count)
  })
}

/** Median of several fresh visits, ms after navigation. */
async function firstMove(browser: Browser, url: string): Promise<number> {
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
