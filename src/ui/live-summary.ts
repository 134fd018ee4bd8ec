/** The one sentence that is read out while the machine runs: at most one in five seconds, and only what changed much. */
import type { MachineState } from '../machine/machine-state.ts'

export const SUMMARY_MS = 5000

export interface Told {
  readonly running: boolean
  readonly lost: number
}

export function summarize(readout: MachineState, running: boolean, told: Told | undefined): string | undefined {
  const { ledger } = readout
  const lost = ledger.overrun + ledger.refused.full
  if (told?.running === running && told.lost === lost) return undefined
  const state = running ? 'Running' : 'Paused'
  const news = told && lost > told.lost ? `, ${lost - told.lost} more events lost` : ''
  return `${state}: ${ledger.committed} events committed, ${ledger.read} read, ${lost} lost${news}.`
}
