/** `state()` of the contract, from captures and the facts beside them. */
import { addLedgers, emptyLedger } from '../ring/capture.ts'
import type { SlotCapture } from '../ring/capture.ts'
import type { CpuFacts, MachineFacts } from './machine-facts.ts'
import type { CpuState, MachineState } from './machine-state.ts'

/** @param captures of every CPU @param pages false leaves them out */
export function composeState(captures: readonly SlotCapture[], facts: MachineFacts, pages: boolean): MachineState {
  const { iterating, iterated, reader, cpus: actors, ...whole } = facts
  const cpus = actors.flatMap((actor, cpu): CpuState[] => {
    const capture = captures[cpu]
    return capture ? [composeCpu(capture, { cpu, ...actor }, pages)] : []
  })
  const ledger = cpus.reduce((sum, { ledger }) => addLedgers(sum, ledger), emptyLedger())
  const { status, at, waitsFor } = reader
  return {
    ...whole,
    reader: {
      status,
      ...(at !== undefined && { at }),
      ...(typeof waitsFor === 'number' && { waitsFor }),
      iterating,
      ...(iterated !== undefined && { iterated }),
    },
    cpus,
    ledger,
  }
}

function composeCpu(capture: SlotCapture, actor: CpuFacts & { cpu: number }, pages: boolean): CpuState {
  const snapshot = capture.snapshot()
  const { cpu, status, at, waitsFor, writeTime } = actor
  return {
    ...capture.live().state(pages),
    cpu,
    status,
    ...(at !== undefined && { at }),
    ...(waitsFor !== undefined && { waitsFor }),
    irqsOff: capture.irqsOff,
    pendingIrqs: capture.pendingIrqs,
    ledger: capture.ledger(),
    ...(snapshot && { snapshot: snapshot.state(pages) }),
    ...(writeTime.writes > 0 && { writeTime }),
  }
}
