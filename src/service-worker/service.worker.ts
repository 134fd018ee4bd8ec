/** Isolates the page where its host cannot, and keeps it for use without a network. Wiring only. */
import { isolate } from './headers.ts'
import { SiteCache, type Build } from './site-cache.ts'

/** put here by emit-plugin.ts */
declare const BUILD: Build

const scope = self as unknown as ServiceWorkerGlobalScope // the worker project's lib types `self` as any worker's
const site = new SiteCache(BUILD, scope.registration.scope, caches)

scope.addEventListener('install', (event) => event.waitUntil(site.store()))
scope.addEventListener('activate', (event) => event.waitUntil(site.deleteOthers().then(() => scope.clients.claim())))
scope.addEventListener('fetch', (event) => {
  const file = site.fileOf(event.request)
  if (file !== undefined) event.respondWith(site.answer(event.request, file).then(isolate))
})
