import type { EventType } from './event-type.ts'
import type { EventTypes } from './event-types.ts'
import type { FieldValue } from './read-field.ts'

export interface TaskLabel {
  readonly task: string
  readonly pid: number
}

/** How ftrace names a task that it does not know, and each CPU's idle task. */
const UNKNOWN: TaskLabel = { task: '<...>', pid: 0 }
const IDLE: TaskLabel = { task: '<idle>', pid: 0 }

/**
 * Which task each CPU was running. The event of 2008 does not say; the sched_switch events on the CPU do, as long as none is missing:
 * before the first and after a loss the task is unknown.
 */
export class TaskOf {
  private readonly tasks: TaskLabel[] = []
  /** where a type of sched_switch keeps the next task; undefined: the type is no such */
  private readonly nextTask = new Map<number, { comm: number; pid: number } | undefined>()

  constructor(private readonly types: EventTypes) {}

  /**
   * The task that this event happened in. To be asked once for each delivered event, in the order of its CPU.
   * @param lostBefore this CPU's events that are missing before this one
   */
  take(cpu: number, type: number, payload: Uint8Array, lostBefore: number): TaskLabel {
    const task = lostBefore > 0 ? UNKNOWN : this.current(cpu)
    this.tasks[cpu] = this.next(type, payload) ?? task
    return task
  }

  /** The task that the CPU runs after the last event taken. */
  current(cpu: number): TaskLabel {
    return this.tasks[cpu] ?? UNKNOWN
  }

  /** Forgets the CPU's task: its events were reset, or come from another ring. */
  forget(cpu: number): void {
    this.tasks[cpu] = UNKNOWN
  }

  private next(id: number, payload: Uint8Array): TaskLabel | undefined {
    const type = this.types.get(id)
    const at = type && this.nextTaskOf(type)
    if (!at) return undefined
    const values = type.read(payload)
    return labelOf(values[at.comm], values[at.pid])
  }

  private nextTaskOf(type: EventType): { comm: number; pid: number } | undefined {
    if (this.nextTask.has(type.id)) return this.nextTask.get(type.id)
    const comm = type.fields.findIndex((field) => field.name === 'next_comm')
    const pid = type.fields.findIndex((field) => field.name === 'next_pid')
    const at = type.name.startsWith('sched_switch') && comm >= 0 && pid >= 0 ? { comm, pid } : undefined
    this.nextTask.set(type.id, at)
    return at
  }
}

function labelOf(comm: FieldValue | undefined, pid: FieldValue | undefined): TaskLabel {
  if (typeof comm !== 'string' || typeof pid !== 'number') return UNKNOWN
  return pid === 0 && comm.startsWith('swapper') ? IDLE : { task: comm, pid }
}
