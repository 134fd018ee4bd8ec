/** What an actor is doing when it is killed, and which probe points it passes meanwhile. */
import type { Point } from '../probe.ts'
import { pointName } from '../probe.ts'
import { resetCpu, snapshotAll, snapshotOneCpu } from '../rfc/snapshot.ts'
import type { TestRing } from './test-ring.ts'

export type KillTask =
  | { do: 'write'; cpu: number; length: number }
  | { do: 'consume' | 'iterate' | 'snapshotAll' }
  | { do: 'snapshotOne' | 'reset'; cpu: number }

/** The first byte of what a victim writes. */
export const VICTIMS_BYTE = 200

export function perform(ring: TestRing, task: KillTask): void {
  const { buffer, options } = ring
  switch (task.do) {
    case 'write':
      ring.fill(task.cpu, 1, { length: task.length, first: VICTIMS_BYTE })
      return
    case 'consume':
      ring.consume()
      return
    case 'iterate':
      ring.iterate()
      return
    case 'snapshotAll':
      snapshotAll(buffer, options)
      return
    case 'snapshotOne':
      snapshotOneCpu(buffer, task.cpu, options)
      return
    case 'reset':
      resetCpu(buffer, task.cpu, options)
  }
}

/** One place where a task can be cut off. */
export interface Cut {
  point: Point
  /** the how manieth time that the task passes this point */
  hit: number
  /** how many points the task has passed by then */
  passed: number
  name: string
}

/** Every place where a task can be cut off: what it passes when nothing happens to it. @param points as the probe was told them, in order */
export function cutsOf(points: readonly Point[]): Cut[] {
  return points.map((point, index) => {
    const hit = points.slice(0, index + 1).filter((each) => each === point).length
    return { point, hit, passed: index + 1, name: hit === 1 ? pointName(point) : `${pointName(point)} (${hit})` }
  })
}
