import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { PAGE, type Build } from './site-cache.ts'

/** Hosts read this one and do not serve it; the picture is the README's. */
const NOT_OF_THE_PAGE = ['_headers', 'ringside.png']

/** Emits `service-worker.js` at the site's root, with the list of all files that were built or lie in `public/`. */
export const serviceWorkerPlugin: Plugin = {
  name: 'ringside:service-worker',
  apply: 'build',
  enforce: 'post', // when the page and its workers are in the bundle
  async generateBundle(_options, bundle) {
    const { publicDir } = this.environment.config
    const contents = new Map<string, string | Uint8Array>()
    for (const output of Object.values(bundle))
      contents.set(output.fileName, output.type === 'chunk' ? output.code : output.source)
    for (const file of filesIn(publicDir)) contents.set(file, readFileSync(join(publicDir, file)))
    for (const file of NOT_OF_THE_PAGE) contents.delete(file)
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: await bundleWorker(describe(contents)) })
  },
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
}

function describe(contents: ReadonlyMap<string, string | Uint8Array>): Build {
  const names = [...contents.keys()].toSorted()
  const hash = createHash('sha256')
  for (const name of names) hash.update(`${name}\n`).update(contents.get(name) ?? '')
  return {
    version: hash.digest('hex').slice(0, 16),
    files: names.map((name) => (name === 'index.html' ? PAGE : name)),
  }
}

/** A build of its own: a classic script in one piece, as every browser with service workers runs it. */
async function bundleWorker(description: Build): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { BUILD: JSON.stringify(description) },
    build: {
      lib: {
        entry: fileURLToPath(new URL('./service.worker.ts', import.meta.url)),
        formats: ['iife'],
        name: 'serviceWorker',
      },
      write: false,
      target: 'es2023',
    },
  })
  const [chunk] = Array.isArray(result) ? (result[0]?.output ?? []) : []
  if (!chunk) throw new Error('The service worker could not be bundled.')
  return chunk.code
}
