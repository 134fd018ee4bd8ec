import { readFileSync } from 'node:fs'

/** Traces recorded by real kernels; see README.md beside this file. */
export const realTraces = {
  junoSched: read('../../../public/traces/juno-sched.txt'),
  thermal: read('trappy-thermal.txt'),
  schedLoad: read('sched-load.report.txt'),
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
