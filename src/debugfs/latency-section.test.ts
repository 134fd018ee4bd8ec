import { expect, test } from 'vitest'
import type { PrintedEvent } from '../trace-files/printed-event.ts'
import { findSection } from './latency-section.ts'

function event(cpu: number, ts: number, name: string, text: string): PrintedEvent {
  return { cpu, ts, task: '<...>', pid: 0, flags: '', name, text, lostBefore: 0 }
}

const OFF = event(2, 1000, 'irqs_off', 'caller=_raw_spin_lock_irqsave parent=try_to_wake_up')
const WITHIN = event(2, 3000, 'function', 'update_rq_clock <-ttwu_do_activate')
const ON = event(2, 9000, 'irqs_on', 'caller=_raw_spin_unlock_irqrestore parent=try_to_wake_up latency=5000000 ns')
const MAX = { ns: 5_000_000, cpu: 2 }

test('irqsoff: from irqs_off to irqs_on, by their callers', () => {
  const section = { startedAt: '_raw_spin_lock_irqsave', endedAt: '_raw_spin_unlock_irqrestore' }
  expect(findSection([OFF, WITHIN, ON], MAX, 'irqsoff')).toEqual({ startTs: 1000, task: '<...>', pid: 0, section })
})

test('irqsoff: where the beginning is gone it is not made up', () => {
  expect(findSection([WITHIN, ON], MAX, 'irqsoff')).toMatchObject({ startTs: 3000, section: { startedAt: 'unknown' } })
})

test('irqsoff: another snapshot is told from that of the maximum', () => {
  for (const [events, max] of [
    [[], MAX],
    [[OFF, WITHIN], MAX],
    [[OFF, ON], { ...MAX, cpu: 1 }],
    [[OFF, ON], { ...MAX, ns: 5_000_001 }],
  ] as const)
    expect(findSection(events, max, 'irqsoff')).toBeUndefined()
})

const woken = (pid: number, ts: number): PrintedEvent =>
  event(0, ts, 'sched_wakeup', `comm=the task pid=${pid} prio=9 target_cpu=000`)
const SWITCH = event(
  0,
  5000,
  'sched_switch',
  'prev_comm=sh prev_pid=7 prev_prio=120 prev_state=S ==> next_comm=the task next_pid=70 next_prio=9',
)

test('sched: from the last wakeup of the task that runs last on the CPU of the maximum', () => {
  const events = [woken(70, 1000), woken(70, 2000), woken(7, 3000), SWITCH, event(1, 6000, 'sched_wakeup', 'other')]
  expect(findSection(events, { ns: 9, cpu: 0 }, 'sched')).toEqual({ startTs: 2000, task: 'the task', pid: 70 })
})

test('sched: a wakeup that is gone, and a snapshot that does not end with the switch', () => {
  expect(findSection([woken(7, 3000), SWITCH], { ns: 9, cpu: 0 }, 'sched')).toMatchObject({ startTs: 3000, pid: 70 })
  expect(findSection([SWITCH, woken(7, 6000)], { ns: 9, cpu: 0 }, 'sched')).toBeUndefined()
})
