import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { MachineConfig } from './ringside-test.ts'
import type { Choice } from './schedule.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const MAIN = 'src/machine/step/testing/hashes-main.ts'

/** The hashes of the recordings of these schedules, played by threads of Node. */
export async function hashesInNode(
  jobs: readonly (readonly [Partial<MachineConfig>, readonly Choice[]])[],
): Promise<string[]> {
  const running = promisify(execFile)(process.execPath, ['--import', 'tsx', MAIN], { cwd: root })
  running.child.stdin?.end(JSON.stringify(jobs))
  return JSON.parse((await running).stdout) as string[]
}
