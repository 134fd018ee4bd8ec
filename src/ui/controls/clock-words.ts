import type { TraceClockName } from '../../machine/machine-config.ts'

/** What each clock guarantees, and what it does not: the clocks themselves are in src/clock. */
export const GUARANTEES: Record<TraceClockName, string> = {
  local: 'Each CPU goes by its own time: fast, and in order on that CPU. That two CPUs agree is not promised.',
  global: 'One time for all CPUs, read at every stamp. Browsers tell it in steps of 5 µs or more, so ties are normal.',
  counter: '1, 2, 3 … over all CPUs: a total order without ties, and no time.',
}

export const RECORDED = 'A replay keeps its recorded stamps, whatever the clock; only counter replaces them.'
export const NO_TIME = 'Without effect: counter has no time to be off by.'
export const HOW_TO_TYPE = 'Such as 500us, -2ms or 1.5s; 0 takes it off. Each change boots a new machine.'
export const NO_OFFSET = 'An offset is a number of ns, us, ms or s, such as 500us or -2ms, and at most 11 days.'
export const INVERSIONS = 'Read after an event that happened later, by the clocks without their offsets.'
export const TIES = 'Read after an event of another CPU with the same stamp: the lower CPU goes first.'
