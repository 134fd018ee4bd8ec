import { readFileSync } from 'node:fs'

/** Whole documents in ftrace's formats, written by hand after Documentation/trace/ftrace.rst and the formats of the kernel's printf. */
export const goldenTexts = { plain: read('golden-plain.txt'), latency: read('golden-latency.txt') }

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
