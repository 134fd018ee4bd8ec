/** The part of CacheStorage that the site uses, over a host whose files are given by URL. */
export class KeptResponses {
  /** cache → URL → body */
  readonly caches = new Map<string, Map<string, string>>()

  constructor(private readonly host: ReadonlyMap<string, string>) {}

  open(name: string) {
    const cache = this.caches.get(name) ?? new Map<string, string>()
    this.caches.set(name, cache)
    return Promise.resolve({
      addAll: async (requests: readonly Request[]) => {
        for (const { url } of requests) if (!this.host.has(url)) throw new TypeError(`${url}: 404`)
        for (const { url } of requests) cache.set(url, this.host.get(url) ?? '')
      },
      match: (url: string) => this.match(url, { cacheName: name }),
    })
  }
  keys() {
    return Promise.resolve([...this.caches.keys()])
  }
  delete(name: string) {
    return Promise.resolve(this.caches.delete(name))
  }
  match(url: string, { cacheName }: { cacheName: string }) {
    const body = this.caches.get(cacheName)?.get(url)
    return Promise.resolve(body === undefined ? undefined : new Response(body))
  }
}
