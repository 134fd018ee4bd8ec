import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { findSites } from './find-sites.ts'

const NAME = 'virtual:stepped-source'
/** what resolves to a module of the plugin's own begins with a zero byte, by rollup's convention */
const RESOLVED = `\0${NAME}`

const SRC = fileURLToPath(new URL('..', import.meta.url))
/** Where the threads of a stepped machine park. */
const FILES = [
  'control/stepped-locks.ts',
  'cpu/cpu-steps.ts',
  'cpu/interrupts.ts',
  'reader/reader-steps.ts',
  ...['ring', 'ring/rfc'].flatMap((folder) =>
    readdirSync(`${SRC}${folder}`)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  ),
]

/** Puts the source of the functions that are stepped into the build, as it is when it is built. */
export const sourcePlugin: Plugin = {
  name: 'ringside:stepped-source',
  resolveId: (id) => (id === NAME ? RESOLVED : undefined),
  load(id) {
    if (id !== RESOLVED) return undefined
    for (const file of FILES) this.addWatchFile(`${SRC}${file}`)
    const sources = new Map(FILES.map((file) => [file, readFileSync(`${SRC}${file}`, 'utf8')]))
    return `export default ${JSON.stringify(findSites(sources))}`
  },
}
