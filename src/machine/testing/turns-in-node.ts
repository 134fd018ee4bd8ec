import { threadTime } from '../../clock/thread-time.ts'
import { noProbe, pointName } from '../../ring/probe.ts'
import type { Probe } from '../../ring/probe.ts'
import { Turns } from '../in-turn/turns.ts'
import type { WorkerKind } from '../worker-port.ts'
import type { Fault } from './spawn-node.ts'

/**
 * Node hears messages and timers between two immediates.
 * @param faults the first actor of that kind dies there; those after it live
 */
export function turnsInNode(faults: Partial<Record<WorkerKind, Fault>> = {}): Turns {
  const left = { ...faults }
  return new Turns({
    nowMs: threadTime().nowMs,
    defer: setImmediate,
    probeOf: (kind) => {
      const fault = left[kind]
      delete left[kind]
      return fault ? dieAt(fault) : noProbe
    },
  })
}

function dieAt({ point, hit }: Fault): Probe {
  let hits = 0
  return (at) => {
    if (at === point && ++hits === hit) throw new Error(`died at ${pointName(point)}`)
  }
}
