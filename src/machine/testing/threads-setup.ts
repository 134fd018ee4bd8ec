import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleThreads } from './bundle-threads.ts'

/** Before all tests: their threads as plain JavaScript. @returns what clears up behind them */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-threads-'))
  await bundleThreads(folder)
  return () => rm(folder, { recursive: true })
}
