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

/** characters of a line beside the rings */
const LINE_CHARS = 12

/** As many of them as have room, the first ones first: they would stand in the row of the next CPU. */
export function fitting(words: readonly StatusWord[], lines: number): StatusWord[] {
  let left = lines
  return words.filter(({ text, lock }) => {
    const needed = text.length + (lock ? 2 : 0) > LINE_CHARS ? 2 : 1
    const fits = needed <= left
    left = fits ? left - needed : 0
    return fits
  })
}

/** Who waits for itself will wait for ever: its interrupt came while it held the lock. */
function nameOf(actor: CpuState['waitsFor'], cpu: number): string {
  if (actor === cpu) return 'itself'
  return actor === 'reader' ? 'the reader' : `CPU ${actor}`
}
