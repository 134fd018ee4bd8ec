/**
 * A TypeScript module with all that it imports as one file of JavaScript, for threads: Node 20 knows no TypeScript, `--import tsx` does nothing in
 * a thread there, and a loader of its own in each of them takes five times as long to boot as the bundle, which is made once.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const bundles = new Map<string, Promise<string>>()

/** @param module file name of a module beside this file @returns URL of the bundle */
export function bundle(module: string): Promise<string> {
  const known = bundles.get(module)
  if (known) return known
  const made = makeBundle(module)
  bundles.set(module, made)
  return made
}

async function makeBundle(module: string): Promise<string> {
  const ssr = fileURLToPath(new URL(`./${module}`, import.meta.url))
  const options = { ssr, write: false, target: 'node20', sourcemap: 'inline', minify: false } as const
  const result = await build({ configFile: false, logLevel: 'error', build: options })
  const [chunk] = 'output' in result ? result.output : []
  if (!chunk) throw new Error(`${module} could not be bundled`)
  const folder = mkdtempSync(join(tmpdir(), 'ringside-thread-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const file = join(folder, module.replace('.ts', '.mjs'))
  writeFileSync(file, chunk.code)
  return pathToFileURL(file).href
}
