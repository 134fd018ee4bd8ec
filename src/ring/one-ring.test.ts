/** There is one ring: op scripts, workers and whoever steps them load the very same modules. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = readdirSync(src, { recursive: true })
  .map(String)
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|bench)\.tsx?$|testing/.test(path))

/** The files that a file imports, types left out: they leave nothing in what is loaded. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?['"](\.[^'"?]+)/gm)
  return [...statements].map(([, from]) => resolve(dirname(file), from as string))
}

/** Everything that is loaded with this file, relative to src. */
function loadedWith(entry: string): Set<string> {
  const seen = new Set<string>()
  const waiting = [join(src, entry)]
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    waiting.push(...importsOf(file))
  }
  return new Set([...seen].map((file) => relative(src, file)))
}

const writing = [
  'ring/rfc/write.ts',
  'ring/rfc/overrun.ts',
  'ring/rfc/layout.ts',
  'ring/rfc/buffer.ts',
  'ring/slot-lock.ts',
]
const reading = [
  'ring/rfc/consume.ts',
  'ring/rfc/iterate.ts',
  'ring/rfc/snapshot.ts',
  'ring/rfc/advance.ts',
  'ring/rfc/layout.ts',
]

test.each([
  ['ops/main.ts', [...writing, ...reading]],
  ['cpu/cpu.worker.ts', writing],
  ['reader/reader.worker.ts', reading],
])('%s loads the ring of ring/rfc', (entry, modules) => {
  expect([...loadedWith(entry)]).toEqual(expect.arrayContaining(modules))
})

describe('nowhere else is there a second', () => {
  test.each([
    'class RfcWriter',
    'class RfcConsumer',
    'class RfcCursors',
    'class RfcBuffer',
    'class SlotLocks',
    'const EventAt',
    'const PageI32',
    'function pushHeadPage',
    'function snapshotAll',
  ])('%s', (definition) => {
    const word = new RegExp(`\\b${definition}\\b`)
    const files = sources.filter((path) => word.test(readFileSync(join(src, path), 'utf8')))
    expect(files.length).toBe(1)
    expect(files[0]).toMatch(/^ring\//)
  })
})

test('the ring imports nothing outside ring/', () => {
  const outside = sources
    .filter((path) => path.startsWith('ring/'))
    .flatMap((path) => importsOf(join(src, path)).map((target) => relative(src, target)))
    .filter((target) => !target.startsWith('ring/'))
  expect(outside).toEqual([])
})
