import { debugfsTree } from '../debugfs/tree.ts'
import type { DebugfsDirectory, DebugfsNode } from '../debugfs/tree.ts'
import type { EventTypes } from '../events/event-types.ts'
import type { RunningMachine } from '../machine/running-machine.ts'

export type { DebugfsDirectory, DebugfsNode }

/** debugfs of a machine: names only. */
export function treeOf(machine: RunningMachine, types: EventTypes): DebugfsDirectory {
  return debugfsTree(machine.bufferNames, types.list())
}
