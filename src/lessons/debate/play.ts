/** Sets a situation up, through the methods of the public contract: of the page itself, or of a page that is watched from outside. */
import type { MachineConfig } from '../../machine/machine-config.ts'
import { HAND_TYPE, perform } from '../act.ts'
import type { Played as Stepped } from '../act.ts'
import { configOf } from './situation.ts'
import type { LiveAct, Situation } from './situation.ts'

/** As much of the contract as situations need. */
export interface Played extends Stepped {
  configure(config: Partial<MachineConfig>): Promise<unknown>
  start(): Promise<unknown>
  write(cpu: number, type: number, payload: number[]): Promise<unknown>
  resize(pagesPerCpu: number): Promise<unknown>
}

/** @throws RingsideError what the machine refuses */
export async function play(machine: Played, situation: Situation): Promise<void> {
  await machine.configure(configOf(situation))
  if (situation.acts) return perform(machine, situation.acts)
  if (!situation.liveActs) return void (await machine.start())
  for (const act of situation.liveActs) await performLive(machine, act)
}

function performLive(machine: Played, act: LiveAct): Promise<unknown> {
  if (act[0] === 'resize') return machine.resize(act[1])
  const [, cpu, byte, bytes] = act
  return machine.write(cpu, HAND_TYPE, Array<number>(bytes).fill(byte))
}
