import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview, type Plugin, type PreviewServer } from 'vite'
import { EMPTY_PAGE } from './shared-tab.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

/** Where the shared tab is between two tests: isolated as the page is, so that its renderer stays, with an icon and nothing else. */
const emptyPagePlugin: Plugin = {
  name: 'ringside:empty-page',
  configurePreviewServer: ({ middlewares }) =>
    void middlewares.use(EMPTY_PAGE, (_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><link rel="icon" href="favicon.svg">')
    }),
}

/**
 * Serves the built page twice, for as long as the tests run: as `npm start` does (RINGSIDE_URL), and as a plain static
 * host does, without our headers and in a folder of its own (RINGSIDE_PLAIN_URL).
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (newestIn('dist') < Math.max(...SOURCES.map(newestIn))) await build({ root, logLevel: 'warn' })
  const served = { host: '127.0.0.1', port: 0, open: false }
  const isolated = await preview({ root, preview: served, plugins: [emptyPagePlugin] })
  const plain = await preview({ root, configFile: false, appType: 'mpa', base: '/plain/', preview: served })
  process.env.RINGSIDE_URL = urlOf(isolated)
  process.env.RINGSIDE_PLAIN_URL = urlOf(plain)
  return async () => {
    await Promise.all([isolated.close(), plain.close()])
  }
}

/** When a file, or the newest file of a folder, was last written; 0 where there is none. */
function newestIn(path: string): number {
  const absolute = join(root, path)
  if (!existsSync(absolute)) return 0
  const { mtimeMs } = statSync(absolute)
  if (!statSync(absolute).isDirectory()) return mtimeMs
  return Math.max(0, ...readdirSync(absolute).map((name) => newestIn(join(path, name))))
}

function urlOf(server: PreviewServer): string {
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The page is not being served on a port.')
  return `http://localhost:${address.port}${server.config.base === './' ? '/' : server.config.base}`
}
