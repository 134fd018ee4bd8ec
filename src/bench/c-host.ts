/** The same write path in C, compiled here and now. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { LOCK_ALONE, writeName } from '../ring/testing/write-cases.ts'
import type { Contestant, Host } from './host.ts'

const SOURCE = fileURLToPath(new URL('../ring/testing/write-path.c', import.meta.url))

/** Case → arguments of the program: bytes of a body, 1 for with the lock. */
const ARGUMENTS = new Map([
  [LOCK_ALONE, ['0', '1']],
  ...[16, 64].flatMap((bytes) =>
    [true, false].map((locked): [string, string[]] => [writeName(bytes, locked), [`${bytes}`, locked ? '1' : '0']]),
  ),
])

/** @param folder where the program goes @throws Error where there is no compiler */
export function cHost(folder: string): Host {
  const program = join(folder, 'write-path')
  const { status, error } = spawnSync('cc', ['-O2', '-o', program, SOURCE], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw error ?? new Error(`cc could not compile ${SOURCE}`)
  const [version = 'cc'] = spawnSync('cc', ['--version'], { encoding: 'utf8' }).stdout.split('\n')
  return {
    name: 'C',
    version: `${version}, -O2`,
    async gather(name) {
      const args = ARGUMENTS.get(name)
      return args && start(program, args)
    },
    close: async () => {},
  }
}

/** It answers every line with the nanoseconds of an operation, and ends with its input. */
function start(program: string, args: readonly string[]): Contestant {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async turn() {
      child.stdin.write('turn\n')
      const { value } = await answers.next()
      return Number(value)
    },
    end: () => void child.stdin.end(),
  }
}
