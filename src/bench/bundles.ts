/**
 * The cases as two files of JavaScript, which Node and Chromium run alike: `shipped` from the sources as they are, `stripped` without any call
 * of a probe. A third file is for the page that starts the workers.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, Visitor } from 'vite'
import type { Plugin } from 'vite'
import type { BundleName } from './bench-group.ts'

export interface Bundles {
  readonly folder: string
  readonly module: typeof import('./case-bundle.ts')
  urlOf(bundle: BundleName): string
}

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Gone when the process ends. */
export async function makeBundles(): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const urlOf = (bundle: BundleName): string => pathToFileURL(join(folder, `${bundle}.mjs`)).href

  await bundle('case-bundle.ts', join(folder, 'shipped.mjs'), [])
  await bundle('case-bundle.ts', join(folder, 'stripped.mjs'), [stripProbes])
  await bundle('page.ts', join(folder, 'page.mjs'), [])
  copyFileSync(path('page-thread.mjs'), join(folder, 'page-thread.mjs'))
  return { folder, urlOf, module: await import(urlOf('shipped')) }
}

/** As the workers of the built page are: their names of fixed things are constants, which the compiler of V8 counts on. */
const output = { topLevelVar: false }

async function bundle(entry: string, file: string, plugins: Plugin[]): Promise<void> {
  const lib = { entry: path(entry), formats: ['es' as const] }
  const options = { lib, write: false, target: 'es2023', minify: false, rolldownOptions: { output } }
  const result = await build({ configFile: false, publicDir: false, logLevel: 'error', plugins, build: options })
  const [chunk] = Array.isArray(result) ? (result[0]?.output ?? []) : []
  if (!chunk) throw new Error(`${entry} could not be bundled`)
  writeFileSync(file, chunk.code)
}

/** Takes out every statement that does nothing but call a probe. */
const stripProbes: Plugin = {
  name: 'ringside:strip-probes',
  enforce: 'post',
  transform(code, id) {
    if (!id.includes('/src/ring/')) return undefined
    let stripped = code
    new Visitor({
      ExpressionStatement: ({ expression, start, end }) => {
        if (expression.type !== 'CallExpression') return
        const { callee } = expression
        const isProbe =
          callee.type === 'Identifier'
            ? callee.name === 'probe'
            : callee.type === 'MemberExpression' &&
              callee.property.type === 'Identifier' &&
              callee.property.name === 'probe'
        if (isProbe) stripped = stripped.slice(0, start) + ' '.repeat(end - start) + stripped.slice(end)
      },
    }).visit(this.parse(code))
    return { code: stripped }
  },
}
