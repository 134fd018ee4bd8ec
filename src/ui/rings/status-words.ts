import type { CpuState } from '../../machine/machine-state.ts'

export interface StatusWord {
  readonly text: string
  /** it is said of the ring's lock */
  readonly lock?: boolean
}

/**
 * What a CPU does that its ring does not show. Why it has crashed is a sentence, which the list of problems has room for.
 * @param lockHolder actor that holds the lock of the CPU's slot
 */
export function statusWords(state: CpuState | undefined, lockHolder: number | undefined, cpus: number): StatusWord[] {
  if (!state) return []
  const { cpu, status, waitsFor, irqsOff, pendingIrqs } = state
  // that it holds its own lock stands beside its name
  const holder = lockHolder === cpu ? undefined : lockHolder
  const texts = [
    status === 'crashed' ? 'crashed' : '',
    status === 'waiting' ? `waits for ${nameOf(waitsFor, cpu)}` : '',
    status === 'idle' ? 'idle' : '',
    irqsOff && status !== 'running' ? 'irqs off' : '',
    pendingIrqs > 0 ? `${pendingIrqs} pending` : '',
  ].filter((text) => text !== '')
  const words: StatusWord[] = texts.map((text) => ({ text }))
  if (holder !== undefined)
    words.push({ text: `held by ${holder < cpus ? `CPU ${holder}` : 'the reader'}`, lock: true })
  return words
}

/** Who waits for itself will wait for ever: its interrupt came while it held the lock. */
function nameOf(actor: CpuState['waitsFor'], cpu: number): string {
  if (actor === cpu) return 'itself'
  return actor === 'reader' ? 'the reader' : `CPU ${actor}`
}
