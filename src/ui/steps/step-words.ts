import type { CpuState, ReaderState } from '../../machine/machine-state.ts'

/** Where an actor stands, in words. @param queued calls that wait for their turn */
export function actorWords(state: CpuState | ReaderState | undefined, queued: number): string {
  if (!state) return ''
  const more = queued > 0 ? `, ${queued} queued` : ''
  return `${standing(state)}${more}`
}

function standing(state: CpuState | ReaderState): string {
  switch (state.status) {
    case 'crashed':
      return `ended: ${state.at ?? 'crashed'}`
    case 'waiting':
      return waiting(state)
    case 'idle':
      return 'rests: nothing to do'
    default:
      return state.at === undefined ? 'rests before its next operation' : `at ${state.at}`
  }
}

function waiting(state: CpuState | ReaderState): string {
  const { waitsFor } = state
  if ('cpu' in state && waitsFor === state.cpu) return 'waits for itself, for ever'
  return `waits for ${waitsFor === 'reader' ? 'the reader' : `CPU ${waitsFor}`}`
}
