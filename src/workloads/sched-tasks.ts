import { Dice } from './seeded-words.ts'

/** A task as the scheduler's events name it. */
export interface SchedTask {
  /** up to 15 characters, as the kernel keeps them */
  readonly comm: string
  readonly pid: number
  /** the kernel's: 0 is the most urgent, 99 and below are realtime, 120 is nice 0 */
  readonly prio: number
}

/** The CPU's tasks by number: its idle task, the most urgent one, then all others. */
export const IDLE_TASK = 0
export const URGENT_TASK = 1

const FIRST_KERNEL_PID = 12
const FIRST_USER_PID = 4000
const KERNEL_THREADS = 3
const USER_TASKS = 4

const USERS: readonly Omit<SchedTask, 'pid'>[] = [
  { comm: 'bash', prio: 120 },
  { comm: 'cc1', prio: 120 },
  { comm: 'make', prio: 120 },
  { comm: 'sshd', prio: 120 },
  { comm: 'nginx', prio: 120 },
  { comm: 'postgres', prio: 120 },
  { comm: 'Xorg', prio: 110 },
  { comm: 'pipewire', prio: 109 },
  { comm: 'updatedb', prio: 139 },
]

/** The tasks that this CPU runs, and no other: its kernel threads, and those of users that the seed puts there. No two have one pid. */
export function tasksOfCpu(seed: number, cpu: number): SchedTask[] {
  const dice = new Dice(seed, cpu)
  const kernelPid = FIRST_KERNEL_PID + cpu * KERNEL_THREADS
  const userPid = FIRST_USER_PID + cpu * USER_TASKS
  const first = dice.roll(USERS.length)
  const stride = 1 + dice.roll(2)
  const users = Array.from({ length: USER_TASKS }, (_, task) => USERS[(first + task * stride) % USERS.length])
  return [
    { comm: `swapper/${cpu}`, pid: 0, prio: 120 },
    { comm: 'cyclictest', pid: kernelPid, prio: 19 },
    { comm: `ksoftirqd/${cpu}`, pid: kernelPid + 1, prio: 120 },
    { comm: `kworker/${cpu}:1`, pid: kernelPid + 2, prio: 120 },
    ...users.flatMap((user, index) => (user ? [{ ...user, pid: userPid + index }] : [])),
  ]
}
