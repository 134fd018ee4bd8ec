/**
 * One build of the site, kept whole. A build is stored when its worker is installed, under a name of its own, and nothing is added later, so what is
 * kept never mixes two builds. A worker of a newer build waits until no page of the older one is open (nobody calls skipWaiting), and only then is the
 * older build deleted: a page finds the parts that it loads late.
 */

/** What the build says of itself. */
export interface Build {
  /** differs as soon as one byte of one file differs */
  readonly version: string
  /** paths below the site's root; the page itself is PAGE */
  readonly files: readonly string[]
}

/** The page under the address at which every host serves it: some redirect `index.html` to its folder. */
export const PAGE = ''

/** What the decision needs of a Request. */
type Asked = Pick<Request, 'method' | 'url' | 'headers'>

export class SiteCache {
  private readonly family: string
  private readonly name: string

  /** @param root the site's folder, as a URL: caches belong to the whole origin, where other sites may keep theirs */
  constructor(
    private readonly build: Build,
    private readonly root: string,
    private readonly caches: CacheStorage,
  ) {
    this.family = `ringside ${root} `
    this.name = this.family + build.version
  }

  /** Rejects if a file cannot be had, or if the host serves a page of another build by now; a later visit tries again. */
  async store(): Promise<void> {
    const cache = await this.caches.open(this.name)
    await cache.addAll(
      this.build.files.map((file) => new Request(this.urlOf(file), { cache: isHashed(file) ? 'default' : 'no-cache' })),
    )
    const page = await cache.match(this.urlOf(PAGE), { ignoreVary: true })
    const wanted = (await page?.text())?.match(/assets\/[\w.-]+/g) ?? []
    const foreign = wanted.find((file) => !this.build.files.includes(file))
    if (foreign) throw new Error(`The page is of another build: it wants ${foreign}.`)
  }

  async deleteOthers(): Promise<void> {
    const names = await this.caches.keys()
    const old = names.filter((name) => name.startsWith(this.family) && name !== this.name)
    await Promise.all(old.map((name) => this.caches.delete(name)))
  }

  /**
   * @returns the path of the file below the root; undefined where the browser is left alone: another origin, no GET, a part of a file, and what lies in
   * the folder without being of this site
   */
  fileOf({ method, url, headers }: Asked): string | undefined {
    const { origin, pathname } = new URL(url)
    const root = new URL(this.root)
    if (method !== 'GET' || headers.has('Range')) return undefined
    if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined
    const path = pathname.slice(root.pathname.length)
    const file = path === 'index.html' ? PAGE : path
    // Assets of a newer build are not kept, but its workers need the headers.
    return isHashed(file) || this.build.files.includes(file) ? file : undefined
  }

  /** A hashed name means these bytes for ever. Everything else comes from the host as long as it can be reached. */
  async answer(request: Request, file: string): Promise<Response> {
    if (isHashed(file)) return (await this.kept(file)) ?? fetch(request)
    try {
      // Past the browser's own cache, where an older page could outlive the assets that it wants.
      return await fetch(request, { cache: 'no-cache' })
    } catch (error) {
      const kept = await this.kept(file)
      if (kept) return kept
      throw error
    }
  }

  private kept(file: string): Promise<Response | undefined> {
    return this.caches.match(this.urlOf(file), { cacheName: this.name, ignoreVary: true })
  }

  private urlOf(file: string): string {
    return new URL(file, this.root).href
  }
}

function isHashed(file: string): boolean {
  return file.startsWith('assets/')
}
