import type { ThreadTime } from './machine-time.ts'

/** This thread's `performance`: every window and worker has its own origin. The only reader of `performance` in the project's layers. */
export function threadTime(): ThreadTime {
  return { nowMs: () => performance.now(), originEpochMs: performance.timeOrigin }
}
