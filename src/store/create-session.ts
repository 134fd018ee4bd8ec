import { spawnWorker } from '../machine/spawn-worker.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { createRingsideStore } from './ringside-store.ts'
import type { Capabilities } from './ringside-store.ts'
import { Session } from './session.ts'
import { findUrlProblems } from './url-parameters.ts'

/** The session of a page in this browser. @param search the parameters of the page's address */
export function createSession(capabilities: Capabilities, search: string): Session {
  const session = new Session(createRingsideStore(capabilities), spawnWorker)
  for (const problem of findUrlProblems(search)) session.report(new RingsideError('bad-argument', problem))
  return session
}
