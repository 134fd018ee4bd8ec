import { IDLE_TASK, type SchedTask } from './sched-tasks.ts'

/** Which of a CPU's tasks runs, which wait for it, and which sleep. Tasks go by their numbers. */
export class RunQueue {
  running = IDLE_TASK
  /** tasks that wait; the idle task never does */
  waiting = 0
  private readonly ready: Uint8Array

  constructor(private readonly tasks: readonly SchedTask[]) {
    this.ready = new Uint8Array(tasks.length)
  }

  get idle(): boolean {
    return this.running === IDLE_TASK
  }

  /** tasks that neither run nor wait */
  get sleeping(): number {
    return this.tasks.length - 1 - this.waiting - (this.idle ? 0 : 1)
  }

  /** @returns the n-th task that sleeps, from 0 on */
  sleeper(n: number): number {
    let left = n
    for (let task = IDLE_TASK + 1; task < this.ready.length; task++) {
      if (this.ready[task] === 0 && task !== this.running && left-- === 0) return task
    }
    throw new RangeError(`${n} of ${this.sleeping} sleeping tasks`)
  }

  wake(task: number): void {
    this.ready[task] = 1
    this.waiting++
  }

  /** Whether the task takes the CPU away from the one that runs. */
  preempts(task: number): boolean {
    return this.idle || this.prioOf(task) < this.prioOf(this.running)
  }

  /**
   * Puts the most urgent task that waits on the CPU; among equals the next in turn; the idle task where none waits.
   * @param stays whether the task that ran waits from here on, and does not sleep
   */
  switchOver(stays: boolean): void {
    const next = this.waiting > 0 ? this.mostUrgent() : IDLE_TASK
    if (next !== IDLE_TASK) {
      this.ready[next] = 0
      this.waiting--
    }
    if (stays && !this.idle) this.wake(this.running)
    this.running = next
  }

  private mostUrgent(): number {
    const count = this.ready.length
    let best = IDLE_TASK
    for (let step = 1; step <= count; step++) {
      const task = (this.running + step) % count
      if (this.ready[task] === 1 && (best === IDLE_TASK || this.prioOf(task) < this.prioOf(best))) best = task
    }
    return best
  }

  private prioOf(task: number): number {
    return this.tasks[task]?.prio ?? 0
  }
}
