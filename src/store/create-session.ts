import { spawnWorker } from '../machine/spawn-worker.ts'
import { createRingsideStore } from './ringside-store.ts'
import type { Capabilities } from './ringside-store.ts'
import { Session } from './session.ts'

/** The session of a page in this browser. */
export function createSession(capabilities: Capabilities): Session {
  return new Session(createRingsideStore(capabilities), spawnWorker)
}
