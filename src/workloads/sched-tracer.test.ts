import { describe, expect, test } from 'vitest'
import { tasksOfCpu } from './sched-tasks.ts'
import { TracedRun, type TracedEvent } from './testing/traced-run.ts'

interface Switch {
  readonly prevPid: number
  readonly prevState: number
  readonly nextPid: number
  readonly nextPrio: number
}

function switchOf({ fields }: TracedEvent): Switch {
  const [prevPid = 0, prevState = 0, nextPid = 0, nextPrio = 0] = [1, 3, 5, 6].map((field) => Number(fields[field]))
  return { prevPid, prevState, nextPid, nextPrio }
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

  test('switches away from the task that runs, to one that waits', () => {
    let running = 0
    const waiting = new Set<number>()
    for (const event of run.events) {
      if (event.name === 'sched_wakeup') {
        const pid = Number(event.fields[1])
        expect([running, ...waiting]).not.toContain(pid)
        waiting.add(pid)
        continue
      }
      const { prevPid, prevState, nextPid } = switchOf(event)
      expect(prevPid).toBe(running)
      expect(nextPid).not.toBe(running)
      if (nextPid === 0) expect([...waiting]).toEqual([])
      else expect(waiting.delete(nextPid)).toBe(true)
      if (prevState === 0x100) waiting.add(prevPid)
      running = nextPid
    }
  })

  test('lets no task wait for a less urgent one, and every task run', () => {
    const prios = new Map(tasksOfCpu(seed, 1).map(({ pid, prio }) => [pid, prio]))
    const waiting = new Map<number, number>()
    const ran = new Set<number>()
    for (const event of run.events) {
      if (event.name === 'sched_wakeup') {
        waiting.set(Number(event.fields[1]), Number(event.fields[2]))
        continue
      }
      const { prevPid, prevState, nextPid, nextPrio } = switchOf(event)
      waiting.delete(nextPid)
      if (nextPid !== 0) expect(Math.min(...waiting.values())).toBeGreaterThanOrEqual(nextPrio)
      if (prevState === 0x100) waiting.set(prevPid, prios.get(prevPid) ?? 0)
      ran.add(nextPid)
    }
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
