import { spawnWorker } from '../machine/spawn-worker.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { createRingsideStore } from './ringside-store.ts'
import type { Capabilities } from './ringside-store.ts'
import { Session } from './session.ts'
import { readUrl } from './url-parameters.ts'

/** The session of a page in this browser. @param search the parameters of the page's address */
export function createSession(capabilities: Capabilities, search: string): Session {
  const asked = readUrl(search)
  const session = new Session(createRingsideStore(capabilities), spawnWorker, asked)
  for (const problem of asked.problems) session.report(new RingsideError('bad-argument', problem))
  return session
}
