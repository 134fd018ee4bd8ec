import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from '../../tools/chromium.mjs'
import type { Bundles } from './bundles.ts'
import type { Host } from './host.ts'

const PAGE = `<!doctype html><script type="module">
import { PageTeams } from '/page.mjs'
window.teams = new PageTeams()
</script>`

/** @throws Error where there is no Chromium and none can be installed */
export async function chromiumHost({ folder }: Bundles): Promise<Host> {
  const isRoot = process.getuid?.() === 0
  const args = [
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
  const browser = await chromium.launch({ executablePath: await findChromium(), args })
  const server = await serve(folder)
  const page = await browser.newPage()
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => window.teams !== undefined)
  return {
    name: 'Chromium',
    version: `Chromium ${browser.version()}`,
    async gather(name) {
      await page.evaluate((one) => window.teams.gather(one), name)
      return {
        turn: () => page.evaluate((one) => window.teams.turn(one), name),
        end: () => page.evaluate((one) => window.teams.end(one), name),
      }
    },
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** Shared memory exists only in a page that these headers isolate. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

async function serve(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/') response.writeHead(200, { 'Content-Type': 'text/html', ...isolation }).end(PAGE)
    else if (!url.endsWith('.mjs')) response.writeHead(404, isolation).end()
    else
      response
        .writeHead(200, { 'Content-Type': 'text/javascript', ...isolation })
        .end(readFileSync(join(folder, basename(url))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
