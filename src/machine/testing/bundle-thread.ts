import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

/** The threads of spawn-node.ts as one file of JavaScript: where many are started, each is there in a tenth of the time. @returns its URL, in that folder */
export async function bundleThread(folder: string): Promise<string> {
  const ssr = fileURLToPath(new URL('./node-thread.ts', import.meta.url))
  const options = { ssr, write: false, target: 'node20', minify: false } as const
  const result = await build({ configFile: false, logLevel: 'error', build: options })
  const [chunk] = 'output' in result ? result.output : []
  if (!chunk) throw new Error('The threads could not be bundled.')
  const file = join(folder, 'thread.mjs')
  writeFileSync(file, chunk.code)
  return pathToFileURL(file).href
}
