import type { TraceRecord } from './parsed-trace.ts'

/** An event to be printed as ftrace text, with what was lost before it. */
export interface PrintedEvent extends TraceRecord {
  /** events of this CPU that are missing right before this one */
  readonly lostBefore: number
}

/** Events that are missing after the last one of a CPU: no event tells of them. */
export interface CpuLoss {
  readonly cpu: number
  readonly count: number
}

/** The column of flags where nobody knows them: X is how the kernel says that it cannot tell whether interrupts are off. */
export const UNKNOWN_FLAGS = 'X....'
