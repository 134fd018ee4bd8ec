/** The built site on hosts that send headers and on hosts that do not, in a frame, without a network, and after a new build. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame, Page } from '@playwright/test'
import { preview } from 'vite'
import { expect, freshTest as base } from './support/ringside-test.ts'

/** How often the page itself was loaded, and what it complained of. */
const test = base.extend<{ visit: { navigations: number; complaints: string[] } }>({
  visit: async ({ page }, provide) => {
    const visit = { navigations: 0, complaints: [] as string[] }
    page.on('framenavigated', (frame) => frame === page.mainFrame() && visit.navigations++)
    page.on('console', (message) => message.type() === 'error' && visit.complaints.push(message.text()))
    page.on('pageerror', (error) => visit.complaints.push(error.message))
    await provide(visit)
    expect(visit.complaints).toEqual([])
  },
})

const plainUrl = (): string => process.env.RINGSIDE_PLAIN_URL ?? ''

async function expectIsUp(page: Page | Frame): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  expect(await page.evaluate(() => typeof window.ringside)).toBe('object')
}

/** Survives a reload in between. */
async function waitUntilIsolated(page: Page): Promise<void> {
  await page.waitForFunction(() => window.ringside?.capabilities().isolated)
  await page.evaluate(() => window.ringside.ready)
}

/** Everything is kept as soon as a worker is in charge. */
async function waitUntilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

async function expectRuns(page: Page): Promise<void> {
  await page.evaluate(() => window.ringside.ready)
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.committed > 0))
}

test.describe('a host that sends no headers', () => {
  test('is isolated after one reload and then stays', async ({ page, visit }) => {
    await page.goto(plainUrl())
    await waitUntilIsolated(page)
    await waitUntilKept(page)
    await expectRuns(page)
    expect(visit.navigations).toBe(2)
    await page.reload()
    await expectRuns(page)
    expect(await page.evaluate(() => window.ringside.capabilities().isolated)).toBe(true)
    expect(visit.navigations).toBe(3)
  })

  test('a tab that cannot remember its reload does not reload; its next visit is isolated', async ({ page, visit }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('switched off', 'SecurityError')
        },
      })
    })
    await page.goto(plainUrl())
    await waitUntilKept(page)
    await expectIsUp(page)
    expect(visit.navigations).toBe(1)
    await page.reload()
    await waitUntilIsolated(page)
    expect(visit.navigations).toBe(2)
  })

  test('a page that is in use is not reloaded; its next visit is isolated', async ({ page, visit }) => {
    await page.addInitScript(() => {
      const workers = navigator.serviceWorker
      const register = workers.register.bind(workers)
      workers.register = async (...args) => {
        await new Promise((resolve) => addEventListener('keyup', resolve))
        return register(...args)
      }
    })
    await page.goto(plainUrl())
    await expectIsUp(page)
    await page.keyboard.press('Tab')
    await waitUntilKept(page)
    await expectIsUp(page)
    expect(visit.navigations).toBe(1)
    await page.reload()
    await waitUntilIsolated(page)
    expect(visit.navigations).toBe(2)
  })
})

test.describe('without service workers', () => {
  test.describe('blocked by the browser', () => {
    test.use({ serviceWorkers: 'block' })
    for (const host of ['without', 'with'] as const) {
      test(`the page of a host ${host} headers comes up at once, and is not loaded again`, async ({ page, visit }) => {
        await page.goto(host === 'without' ? plainUrl() : '/')
        await expectIsUp(page)
        expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([])
        expect(visit.navigations).toBe(1)
      })
    }
  })

  test('refused, as in a private window', async ({ page, visit }) => {
    await page.addInitScript(() => {
      navigator.serviceWorker.register = () => Promise.reject(new DOMException('private', 'SecurityError'))
    })
    await page.goto(plainUrl())
    await expectIsUp(page)
    expect(visit.navigations).toBe(1)
  })

  test('unknown to the browser', async ({ page, visit }) => {
    await page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
    await page.goto(plainUrl())
    await expectIsUp(page)
    expect(await page.evaluate(() => 'serviceWorker' in navigator)).toBe(false)
    expect(visit.navigations).toBe(1)
  })
})

for (const parent of ['its own origin', 'another origin']) {
  test(`in a frame of ${parent} the page comes up, leaves nothing behind and never reloads`, async ({
    page,
    visit,
  }) => {
    await using host = await serveCopy()
    // `localhost` and 127.0.0.1 are one server and two origins
    const frameUrl = parent === 'its own origin' ? host.url : host.url.replace('127.0.0.1', 'localhost')
    const frameTag = `<iframe src="${frameUrl}" width="1200" height="800"></iframe>`
    writeFileSync(join(host.folder, 'parent.html'), `<link rel="icon" href="./favicon.svg" />${frameTag}`)
    let loads = 0
    page.on('framenavigated', (frame) => frame.url() === frameUrl && loads++)
    await page.goto(`${host.url}parent.html`)
    const frame = await (await page.locator('iframe').elementHandle())?.contentFrame()
    if (!frame) throw new Error('There is no frame.')
    await expectIsUp(frame)
    // Chromium may refuse a frame of another origin even the question.
    const registered = frame.evaluate(() => navigator.serviceWorker.getRegistrations().catch(() => []))
    expect(await registered).toEqual([])
    expect(loads).toBe(1)
    expect(visit.navigations).toBe(1)
  })
}

for (const host of ['without', 'with'] as const) {
  test(`what a host ${host} headers has sent once runs without a network`, async ({ page, context, visit }) => {
    await page.goto(host === 'without' ? plainUrl() : '/')
    await waitUntilIsolated(page)
    await waitUntilKept(page)
    await context.setOffline(true)
    const { navigations } = visit
    await page.reload()
    await expectRuns(page)
    const abilities = await page.evaluate(() => window.ringside.capabilities())
    expect(abilities).toMatchObject({ isolated: true, sharedMemory: true })
    expect(visit.navigations).toBe(navigations + 1)
    // The worker has no network either: what it does not keep is not to be had.
    const missing = page.evaluate(() => fetch('./assets/not-kept.js').then(String, () => 'no network'))
    expect(await missing).toBe('no network')
    await expect.poll(() => visit.complaints).toEqual([expect.stringContaining('Failed to load resource')])
    visit.complaints.length = 0
  })
}

test('a new build is there on the next visit, and in charge once no page of the old one is open', async ({
  page,
  context,
}) => {
  await using host = await serveCopy()
  await page.goto(host.url)
  await waitUntilIsolated(page)
  await waitUntilKept(page)
  const [oldBuild] = await page.evaluate(() => caches.keys())
  const newBuild = `ringside ${host.url} newer`

  replaceIn(join(host.folder, 'index.html'), '<title>Ringside</title>', '<title>Ringside, newer</title>')
  replaceIn(join(host.folder, 'service-worker.js'), /version:`\w+`/, 'version:`newer`')
  await page.reload()
  await expect(page).toHaveTitle('Ringside, newer')
  await page.evaluate(() => window.ringside.ready)
  await page.evaluate(() => window.ringside.stop()) // Chromium looks for updates when it has nothing better to do
  const isWaiting = () =>
    page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found?.waiting?.state))
  await expect.poll(isWaiting).toBe('installed')
  expect(await page.evaluate(() => caches.keys())).toEqual([oldBuild, newBuild])

  await page.goto(new URL('/not-of-the-site', host.url).href)
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([newBuild])
  await context.setOffline(true)
  await page.goto(host.url)
  await expect(page).toHaveTitle('Ringside, newer')
  await expectRuns(page)
})

/** A plain host of its own, whose files a test may change. */
async function serveCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-host-'))
  cpSync('dist', folder, { recursive: true })
  const served = { host: '127.0.0.1', port: 0, open: false }
  const options = { configFile: false, appType: 'mpa', base: '/site/', build: { outDir: folder } } as const
  const server = await preview({ ...options, preview: served })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The copy is not being served on a port.')
  return {
    folder,
    url: `http://127.0.0.1:${address.port}/site/`,
    async [Symbol.asyncDispose]() {
      await server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function replaceIn(path: string, what: string | RegExp, by: string): void {
  const text = readFileSync(path, 'utf8')
  const replaced = text.replace(what, by)
  if (replaced === text) throw new Error(`${path} does not have ${what}`)
  writeFileSync(path, replaced)
}
