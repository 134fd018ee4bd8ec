import type { CpuState } from '../../machine/machine-state.ts'

/** What a CPU does that its ring does not show. Why it has crashed is a sentence, which the list of problems has room for. */
export function statusWords(state: CpuState | undefined): string[] {
  if (!state) return []
  const { status, waitsFor, irqsOff, pendingIrqs } = state
  const waits = waitsFor === 'reader' ? 'waits for the reader' : `waits for CPU ${waitsFor}`
  return [
    status === 'crashed' ? 'crashed' : '',
    status === 'waiting' ? waits : '',
    status === 'idle' ? 'idle' : '',
    irqsOff && status !== 'running' ? 'irqs off' : '',
    pendingIrqs > 0 ? `${pendingIrqs} pending` : '',
  ].filter((words) => words !== '')
}
