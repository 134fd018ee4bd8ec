/** A schedule played by Node's threads, with the steps that the page takes through `window.ringside`. */
import { recordingHash } from '../../../../e2e/support/recording-hash.ts'
import { play } from '../../../../e2e/support/schedule.ts'
import type { Actor, Choice, Steppable } from '../../../../e2e/support/schedule.ts'
import { threadTime } from '../../../clock/thread-time.ts'
import { Call } from '../../../control/control-block.ts'
import { THREADS } from '../../../control/actor-place.ts'
import { EventTypes } from '../../../events/event-types.ts'
import { packRecording } from '../../../store/recording-files.ts'
import type { QueuedCall } from '../../../recording/decision.ts'
import { DEFAULT_CONFIG } from '../../machine-config.ts'
import type { MachineConfig } from '../../machine-config.ts'
import { spawnNode } from '../../testing/spawn-node.ts'
import { StepMachine } from '../step-machine.ts'

/** @param patch of the default configuration, without a workload */
export function bootSteps(patch: Partial<MachineConfig>): Promise<StepMachine> {
  const config = { ...DEFAULT_CONFIG, ...patch }
  const host = { ...THREADS, spawn: spawnNode() }
  const listener = { onConsumed: () => {}, onCrashed: () => {}, onWarned: () => {} }
  return StepMachine.boot({ config, workloads: [], host, time: threadTime() }, listener)
}

/** @returns the hash of its recording */
export async function playInNode(patch: Partial<MachineConfig>, choices: readonly Choice[]): Promise<string> {
  const machine = await bootSteps(patch)
  try {
    await play(steppable(machine), choices)
    return await recordingHash(await packRecording(machine.steps, new EventTypes()))
  } finally {
    machine.tearDown()
  }
}

/** The methods of `window.ringside` that a schedule needs. */
export function steppable(machine: StepMachine): Steppable {
  const { steps: run } = machine
  const seatOf = (actor: Actor): number => (actor === 'reader' ? run.cpus : actor)
  const recordOf = (op: number) => ({
    op,
    actor: 'machine' as const,
    point: run.pointName(op),
    sentence: '',
    changed: [],
  })
  return {
    write: (cpu, type, payload) => machine.write(cpu, type, Uint8Array.from(payload), payload.length),
    consume: (max) => machine.readEvents(Call.consume, [max]),
    begin: (actor, call) => {
      run.begin(seatOf(actor), queued(call)).catch(() => {})
      return Promise.resolve()
    },
    step: async (actor) => recordOf(await run.step(seatOf(actor))),
    interrupt: async (cpu, { kind } = {}) => recordOf(await run.interrupt(cpu, kind === 'nmi')),
    kill: (cpu) => machine.kill(cpu),
    position: () => ({ op: run.recording.position, length: run.recording.length, branch: run.branches.current.id }),
  }
}

/** Of the calls that schedules make. */
function queued(call: Parameters<Steppable['begin']>[1]): QueuedCall {
  if (call.call !== 'write') return { kind: Call.consume, args: [1] }
  return { kind: Call.write, args: [call.type, call.payload.length], body: Uint8Array.from(call.payload) }
}
