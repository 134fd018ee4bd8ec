/**
 * The scheduler's events on one CPU, and the wakeup latency tracer: how long the most urgent task waits from its wakeup until it runs. At a
 * new maximum over all CPUs the snapshots of all are swapped in, since what kept the task waiting may have happened anywhere.
 *
 * CPUs share no state, so no task moves between them: a wakeup's target_cpu is the CPU that it is traced on.
 */
import type { EventTypeInfo } from '../events/event-type.ts'
import { Pace } from './pace.ts'
import { Paced } from './paced.ts'
import { RunQueue } from './run-queue.ts'
import { KERNEL_SWITCH, KERNEL_WAKEUP, PREEMPTED, STATES } from './sched-codecs.ts'
import { tasksOfCpu, URGENT_TASK, type SchedTask } from './sched-tasks.ts'
import { Dice } from './seeded-words.ts'
import { TracerType } from './tracer-types.ts'
import type { MaxLatency, Tracer, TracerOptions, TracerRing } from './workload.ts'

export const SCHED_EVENTS: readonly EventTypeInfo[] = [
  { id: TracerType.schedSwitch, name: 'sched_switch', ...KERNEL_SWITCH },
  { id: TracerType.schedWakeup, name: 'sched_wakeup', ...KERNEL_WAKEUP },
]

/** the words of a task in a body: comm, pid, prio */
const COMM_WORDS = 4
const TASK_WORDS = COMM_WORDS + 2
const SWITCH_BYTES = 56
const STATE_WORD = TASK_WORDS
const NEXT_WORD = STATE_WORD + 2
const WAKEUP_BYTES = 28

/** from a wakeup to what follows it: 1 µs to 128 µs */
const SHORTEST_NS = 1000
const OCTAVES = 6
/** of 1 µs × 1.5^6 × 1.5 */
const MEAN_DISTANCE_NS = 17_000

/** of ten times, while a task runs and nobody must make way */
const CHANCES = 10
const WAKE_BELOW = 5
const SLEEP_BELOW = 9

export class SchedTracer extends Paced implements Tracer {
  private readonly dice: Dice
  private readonly queue: RunQueue
  private readonly taskWords: Int32Array
  private readonly words = new Int32Array(SWITCH_BYTES / 4)
  private readonly cpu: number
  /** someone waits who takes the CPU away from the one that runs */
  private mustSwitch = false
  /** of the most urgent task, from its wakeup to its switch: modelled time, and when the wakeup was due */
  private waitedNs = 0
  private wokenNs = 0

  constructor(
    { seed, cpu, eventsPerSecond, eventsPerCpu }: TracerOptions,
    private readonly maxLatency: MaxLatency,
  ) {
    super(new Pace({ eventsPerSecond, eventsPerCpu, burstNs: MEAN_DISTANCE_NS }))
    const tasks = tasksOfCpu(seed, cpu)
    this.dice = new Dice(seed, cpu)
    this.queue = new RunQueue(tasks)
    this.taskWords = wordsOf(tasks)
    this.cpu = cpu
  }

  step(ring: TracerRing): void {
    const { queue, dice } = this
    const choice = dice.roll(CHANCES)
    // one more may be woken before the CPU comes to switch
    const wakeBelow = this.mustSwitch ? 1 : queue.idle ? CHANCES : WAKE_BELOW
    const maySleep = choice < SLEEP_BELOW || queue.waiting === 0 || queue.running === URGENT_TASK
    if (choice < wakeBelow && queue.sleeping > 0) this.wake(ring)
    else if (this.mustSwitch || !maySleep) this.switchOver(ring, PREEMPTED)
    else this.switchOver(ring, dice.roll(8) === 0 ? STATES.D : STATES.S)
  }

  private wake(ring: TracerRing): void {
    const { queue, words, pace } = this
    const task = queue.sleeper(this.dice.roll(queue.sleeping))
    if (task === URGENT_TASK) {
      this.waitedNs = 0
      this.wokenNs = pace.due
    }
    if (queue.preempts(task)) this.mustSwitch = true
    queue.wake(task)
    this.storeTask(0, task)
    words[TASK_WORDS] = this.cpu
    ring.write(TracerType.schedWakeup, WAKEUP_BYTES, words, 0)
    this.passTime()
  }

  /** @param state what becomes of the task that ran; the idle task is preempted without a mark */
  private switchOver(ring: TracerRing, state: number): void {
    const { queue, words } = this
    this.storeTask(0, queue.running)
    words[STATE_WORD] = queue.idle ? 0 : state
    words[STATE_WORD + 1] = 0
    queue.switchOver(state === PREEMPTED)
    this.storeTask(NEXT_WORD, queue.running)
    this.mustSwitch = false
    // nobody takes the CPU from the most urgent task, so it has been woken since it ran last. The maximum comes first: written before it, the switch
    // could go into the snapshot of another CPU, which has a smaller maximum just then
    const isMaximum = queue.running === URGENT_TASK && this.maxLatency.raise(this.waitedNs, this.wokenNs)
    ring.write(TracerType.schedSwitch, SWITCH_BYTES, words, 0)
    this.pace.count()
    if (isMaximum) ring.snapshotAll()
  }

  /** After a wakeup: who is to make way does so some time later, else nothing comes until the next slot. */
  private passTime(): void {
    if (!this.mustSwitch) return this.pace.count()
    const ns = this.dice.latency(SHORTEST_NS, OCTAVES)
    this.waitedNs += ns
    this.pace.countWithin(ns)
  }

  private storeTask(at: number, task: number): void {
    for (let word = 0; word < TASK_WORDS; word++) {
      this.words[at + word] = this.taskWords[task * TASK_WORDS + word] as number
    }
  }
}

function wordsOf(tasks: readonly SchedTask[]): Int32Array {
  const words = new Int32Array(tasks.length * TASK_WORDS)
  const bytes = new Uint8Array(words.buffer)
  tasks.forEach(({ comm, pid, prio }, task) => {
    const at = task * TASK_WORDS
    for (let index = 0; index < comm.length; index++) bytes[at * 4 + index] = comm.charCodeAt(index)
    words[at + COMM_WORDS] = pid
    words[at + COMM_WORDS + 1] = prio
  })
  return words
}
