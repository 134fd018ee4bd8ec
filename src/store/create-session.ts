import { threadTime } from '../clock/thread-time.ts'
import { THREADS } from '../control/actor-place.ts'
import { Machine } from '../machine/machine.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { BootMachine } from '../machine/running-machine.ts'
import { spawnInTurn, spawnWorker } from '../machine/spawn-worker.ts'
import { createRingsideStore } from './ringside-store.ts'
import type { Capabilities } from './ringside-store.ts'
import { Session } from './session.ts'
import { readUrl } from './url-parameters.ts'

const bootInThreads: BootMachine = async (plan, listener) => {
  const parts = { ...plan, host: { ...THREADS, spawn: spawnWorker }, time: threadTime() }
  if (plan.config.mode === 'live') return Machine.boot(parts, listener)
  const { StepMachine } = await import('../machine/step/step-machine.ts')
  return plan.recording ? StepMachine.open(parts, plan.recording, listener) : StepMachine.boot(parts, listener)
}

/** Where there is no shared memory. Pages that have it do not load this. */
const bootInTurn: BootMachine = async (plan, listener) => {
  if (plan.recording) {
    const { StepMachine } = await import('../machine/step/step-machine.ts')
    return StepMachine.open({ ...plan, host: undefined }, plan.recording, listener)
  }
  const { RemoteMachine } = await import('../machine/in-turn/remote-machine.ts')
  return RemoteMachine.boot(plan, listener, spawnInTurn())
}

/** The session of a page in this browser. @param search the parameters of the page's address */
export function createSession(capabilities: Capabilities, search: string): Session {
  const asked = readUrl(search)
  const boot = capabilities.sharedMemory ? bootInThreads : bootInTurn
  const store = createRingsideStore(capabilities)
  const session = new Session(store, boot, asked)
  // told once the first machine is there: what is done to make it would take them away
  const stop = store.subscribe(({ phase }) => {
    if (phase === 'booting') return
    stop()
    for (const problem of asked.problems) session.report(new RingsideError('bad-argument', problem))
  })
  return session
}
