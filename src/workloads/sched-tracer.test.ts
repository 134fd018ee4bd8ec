import { describe, expect, test } from 'vitest'
import { tasksOfCpu } from './sched-tasks.ts'
import { TracedRun, type TracedEvent } from './testing/traced-run.ts'

const PREEMPTED = 0x100

interface Switch {
  readonly prevPid: number
  readonly prevState: number
  readonly nextPid: number
}

function switchOf({ fields }: TracedEvent): Switch {
  const [prevPid = 0, prevState = 0, nextPid = 0] = [1, 3, 5].map((field) => Number(fields[field]))
  return { prevPid, prevState, nextPid }
}

describe('the tasks of CPUs', () => {
  test('each have a pid of their own, and names that the kernel can keep', () => {
    const all = Array.from({ length: 256 }, (_, cpu) => tasksOfCpu(7, cpu)).flat()
    const pids = all.map(({ pid }) => pid).filter((pid) => pid !== 0)
    expect(new Set(pids).size).toBe(pids.length)
    expect(all.filter(({ comm }) => comm.length > 15)).toEqual([])
  })
})

describe.each([1, 2, 3])('the sched tracer with seed %i', (seed) => {
  const run = new TracedRun('sched', { seed, cpu: 1 }).run({ events: 5000 })

  test('wakes who sleeps, switches away from who runs, and to the most urgent one that waits', () => {
    const prios = new Map(tasksOfCpu(seed, 1).map(({ pid, prio }) => [pid, prio]))
    const prioOf = (pid: number) => prios.get(pid) ?? NaN
    const waiting = new Set<number>()
    const ran = new Set<number>()
    let running = 0
    const wrong = run.events.filter((event) => {
      if (event.name === 'sched_wakeup') {
        const pid = Number(event.fields[1])
        const slept = pid !== running && !waiting.has(pid)
        waiting.add(pid)
        return !slept
      }
      const { prevPid, prevState, nextPid } = switchOf(event)
      const urgent = Math.min(...[...waiting].map(prioOf))
      const isRight =
        prevPid === running &&
        (nextPid === 0 ? waiting.size === 0 : waiting.delete(nextPid) && prioOf(nextPid) === urgent)
      if (prevState === PREEMPTED) waiting.add(prevPid)
      ran.add(nextPid)
      running = nextPid
      return !isRight
    })
    expect(wrong).toEqual([])
    expect(ran).toEqual(new Set(prios.keys()))
  })

  test('measures from the wakeup of the most urgent task to its switch, and takes all snapshots at a maximum', () => {
    const pid = tasksOfCpu(seed, 1)[1]?.pid
    const measured: number[] = []
    const snapshots: number[] = []
    let wokenNs = NaN
    run.events.forEach((event, index) => {
      if (event.name === 'sched_wakeup' && event.fields[1] === pid) wokenNs = event.dueNs
      if (event.name !== 'sched_switch' || switchOf(event).nextPid !== pid) return
      if (run.latencies[measured.length]?.isMaximum) snapshots.push(index + 1)
      expect(run.latencies[measured.length]?.startNs).toBe(wokenNs)
      measured.push(event.dueNs - wokenNs)
    })
    expect(measured.length).toBeGreaterThan(100)
    expect(run.latencies.map(({ ns }) => ns)).toEqual(measured.map(Math.round))
    expect(run.calls).toEqual(snapshots.map((afterEvents) => ({ call: 'snapshotAll', afterEvents })))
  })
})
