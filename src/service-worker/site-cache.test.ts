import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PAGE, SiteCache } from './site-cache.ts'
import { KeptResponses } from './testing/kept-responses.ts'

const ROOT = 'https://host.example/ringside/'
const OLD = { version: 'old', files: ['assets/index-1.js', 'favicon.svg', PAGE, 'traces/juno-sched.txt'] }
const NEW = { version: 'new', files: ['assets/index-2.js', 'favicon.svg', PAGE, 'traces/juno-sched.txt'] }

/** What the host serves at this time. */
const host = new Map<string, string>()
let online = true
let kept: KeptResponses

const siteOf = (build: typeof OLD) => new SiteCache(build, ROOT, kept as unknown as CacheStorage)
const pageOf = (build: typeof OLD) => `<script type="module" crossorigin src="./${build.files[0]}"></script>`

function publish(build: typeof OLD): void {
  host.clear()
  for (const file of build.files) host.set(ROOT + file, `${file} of ${build.version}`)
  host.set(ROOT, pageOf(build))
}

async function textOf(site: SiteCache, path: string): Promise<string> {
  const request = new Request(ROOT + path)
  const file = site.fileOf(request)
  if (file === undefined) return 'left alone'
  return (await site.answer(request, file)).text()
}

beforeEach(() => {
  kept = new KeptResponses(host)
  online = true
  vi.stubGlobal('fetch', async ({ url }: Request) => {
    if (!online) throw new TypeError('Failed to fetch')
    const address = new URL(url)
    const body = host.get(address.origin + address.pathname)
    return body === undefined ? new Response('', { status: 404 }) : new Response(body)
  })
  publish(OLD)
})
afterEach(() => vi.unstubAllGlobals())

describe('requests', () => {
  const asked = (path: string, init: RequestInit = {}) => siteOf(OLD).fileOf(new Request(new URL(path, ROOT), init))

  test('the page, its assets and its files are of the site, whatever the query', () => {
    for (const path of ['', 'index.html', '?theme=dark', 'index.html?theme=dark']) expect(asked(path)).toBe(PAGE)
    expect(asked('assets/index-1.js')).toBe('assets/index-1.js')
    expect(asked('assets/of-a-newer-build.js')).toBe('assets/of-a-newer-build.js')
    expect(asked('traces/juno-sched.txt')).toBe('traces/juno-sched.txt')
  })

  test('what is not GET, a part of a file, of another origin, or of another site in the same place is left alone', () => {
    expect(asked('', { method: 'POST' })).toBeUndefined()
    expect(asked('', { method: 'HEAD' })).toBeUndefined()
    expect(asked('traces/juno-sched.txt', { headers: { Range: 'bytes=0-99' } })).toBeUndefined()
    expect(asked('https://other.example/ringside/')).toBeUndefined()
    expect(asked('/assets/index-1.js')).toBeUndefined()
    expect(asked('another-site/')).toBeUndefined()
    expect(asked('service-worker.js')).toBeUndefined()
  })
})

describe('without a network', () => {
  test('everything that was built is there', async () => {
    const site = siteOf(OLD)
    await site.store()
    online = false
    expect(await textOf(site, '?theme=dark')).toBe(pageOf(OLD))
    expect(await textOf(site, 'assets/index-1.js')).toBe('assets/index-1.js of old')
    expect(await textOf(site, 'traces/juno-sched.txt')).toBe('traces/juno-sched.txt of old')
  })

  test('what was never stored fails as it would without a worker', async () => {
    online = false
    await expect(textOf(siteOf(OLD), '')).rejects.toThrow('Failed to fetch')
    await expect(textOf(siteOf(OLD), 'assets/index-1.js')).rejects.toThrow('Failed to fetch')
  })
})

describe('a newer build', () => {
  test('comes up at once, while the older worker is still in charge', async () => {
    const older = siteOf(OLD)
    await older.store()
    publish(NEW)
    expect(await textOf(older, '')).toBe(pageOf(NEW))
    expect(await textOf(older, 'assets/index-2.js')).toBe('assets/index-2.js of new')
  })

  test('leaves the older one whole: a page that is open finds the parts that it loads late, and no builds are mixed', async () => {
    const older = siteOf(OLD)
    await older.store()
    publish(NEW)
    await textOf(older, '')
    await siteOf(NEW).store()
    expect(await textOf(older, 'assets/index-1.js')).toBe('assets/index-1.js of old')
    online = false
    expect(await textOf(older, '')).toBe(pageOf(OLD))
  })

  test('replaces it when it takes over, and touches nobody else', async () => {
    await siteOf(OLD).store()
    await kept.open('ringside https://host.example/another-ringside/ old')
    publish(NEW)
    const newer = siteOf(NEW)
    await newer.store()
    await newer.deleteOthers()
    expect(await kept.keys()).toEqual(['ringside https://host.example/another-ringside/ old', `ringside ${ROOT} new`])
    online = false
    expect(await textOf(newer, '')).toBe(pageOf(NEW))
  })

  test('is not stored if the host has moved on in the meantime', async () => {
    publish(NEW)
    host.set(`${ROOT}assets/index-1.js`, 'still there')
    await expect(siteOf(OLD).store()).rejects.toThrow('assets/index-2.js')
  })

  test('is not stored with a file missing', async () => {
    host.delete(`${ROOT}favicon.svg`)
    await expect(siteOf(OLD).store()).rejects.toThrow('favicon.svg')
  })
})
