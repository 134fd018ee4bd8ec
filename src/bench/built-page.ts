/** The built page, served to a Chromium, and what its main thread is busy with: by the thread's own time, other threads on the same cores do not count. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { findChromium } from '../../tools/chromium.mjs'
import type { MachineConfig } from '../machine/machine-config.ts'

export interface BuiltPage {
  readonly browser: Browser
  readonly url: string
  close(): Promise<void>
}

export interface Frames {
  /** CPU time of the main thread per frame */
  ms: number
  fps: number
}

const MEASURED_MS = 4000

/** @throws Error where there is no Chromium and none can be installed */
export async function servePage(): Promise<BuiltPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'ringside-bench-'))
  await build({ logLevel: 'silent', build: { outDir } })
  const server = await preview({ logLevel: 'silent', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const address = server.httpServer.address()
  const url = `http://localhost:${typeof address === 'object' ? address?.port : ''}/`
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs() })
  return {
    browser,
    url,
    async close() {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}

function chromiumArgs(): string[] {
  return ['--disable-gpu', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
}

/** tsx wraps functions in a helper of its own, which those that are sent into the page miss there. */
async function openTab(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript('globalThis.__name = (named) => named')
  return page
}

/** The page with its first machine up. */
export async function openWith({ browser, url }: BuiltPage, config: Partial<MachineConfig>): Promise<Page> {
  const page = await openTab(browser)
  await page.goto(`${url}?config=${encodeURIComponent(JSON.stringify(config, infinityAsLinksWriteIt))}`)
  await page.evaluate(() => window.ringside.ready)
  return page
}

function infinityAsLinksWriteIt(_: string, value: unknown): unknown {
  return value === Infinity ? '∞' : value
}

/** What it costs to be asked for frames and to do nothing in them. */
export async function measureEmpty({ browser }: BuiltPage): Promise<Frames> {
  const page = await openTab(browser)
  await page.goto('about:blank')
  const frames = await measureFramesOf(page)
  await page.close()
  return frames
}

export async function measureFramesOf(page: Page): Promise<Frames> {
  const { busyMs, result } = await busyWhile(page, () => page.evaluate(countFrames, MEASURED_MS))
  return { ms: busyMs / result.frames, fps: (1000 * result.frames) / result.ms }
}

/** CPU time of the page's main thread meanwhile, ms. */
export async function busyWhile<Result>(
  page: Page,
  act: () => Promise<Result>,
): Promise<{ busyMs: number; result: Result }> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busySeconds = async (): Promise<number> => {
    const { metrics } = await client.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
  }
  const before = await busySeconds()
  const result = await act()
  const busyMs = 1000 * ((await busySeconds()) - before)
  await client.detach()
  return { busyMs, result }
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
