// How many bytes a visitor's browser loads before the first screen is there: the page's scripts and the modules they import at once, in
// brotli as hosts send them, and the fonts. Workers and what is loaded when it is opened do not count.

import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { parseSync } from 'vite'
import { root } from './run.mjs'

const LIMITS = { script: 170 * 1024, fonts: 60 * 1024 }

/** @returns whether the built page is small enough; prints how large it is */
export function checkSize() {
  const dist = join(root, 'dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map(([, path]) => posix.normalize(path))
  const scripts = withImports(dist, entries)
  const fonts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.woff2'))
  const script = sum(scripts.map((path) => brotliCompressSync(readFileSync(join(dist, path))).length))
  const font = sum(fonts.map((name) => readFileSync(join(dist, 'assets', name)).length))
  console.log(`first screen: ${kib(script)} of scripts in brotli (limit ${kib(LIMITS.script)})`)
  console.log(`fonts: ${kib(font)} (limit ${kib(LIMITS.fonts)})`)
  return entries.length > 0 && fonts.length > 0 && script <= LIMITS.script && font <= LIMITS.fonts
}

/** The modules and all that they import statically. */
function withImports(dist, entries) {
  const found = new Set(entries)
  for (const path of found) {
    const { module } = parseSync(path, readFileSync(join(dist, path), 'utf8'))
    for (const { moduleRequest } of module.staticImports) found.add(posix.join(dirname(path), moduleRequest.value))
  }
  return [...found]
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`
}
