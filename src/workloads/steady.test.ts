import { describe, expect, test } from 'vitest'
import { checkSteady } from '../events/steady-event.ts'
import { maxPayloadBytes } from '../ring/trace-buffer.ts'
import { SteadyWorkload, type SteadyOptions } from './steady.ts'
import { recordingWriter } from './testing/recording-writer.ts'
import type { Workload } from './workload.ts'

const OPTIONS: SteadyOptions = { seed: 7, cpu: 0, maxPayloadBytes: maxPayloadBytes(4096), eventsPerSecond: 1000 }

function payloads(options: Partial<SteadyOptions>, count: number, answer = 0): Uint8Array[] {
  const writer = recordingWriter(answer)
  steps(new SteadyWorkload({ ...OPTIONS, ...options }), count, writer)
  return writer.events.map((event) => event.payload)
}

function steps(workload: Workload, count: number, writer = recordingWriter()): number[] {
  return Array.from({ length: count }, () => {
    const { due } = workload
    workload.step(writer)
    return due
  })
}

describe('the events of steady', () => {
  test('are whole, numbered from 0, and of every length from 12 to 244', () => {
    const written = payloads({}, 5000)
    expect(written.map(checkSteady)).toEqual(written.map((_, seq) => ({ seq, ok: true })))
    const lengths = [...new Set(written.map((payload) => payload.length))].sort((a, b) => a - b)
    expect(lengths).toEqual(Array.from({ length: 30 }, (_, step) => 12 + 8 * step))
  })

  test('fit into the smallest page', () => {
    const written = payloads({ maxPayloadBytes: maxPayloadBytes(128) }, 1000)
    expect(Math.max(...written.map((payload) => payload.length))).toBe(116)
    expect(written.every((payload) => checkSteady(payload).ok)).toBe(true)
  })

  test('are the same for the same seed and CPU, and others for others', () => {
    const bytes = (options: Partial<SteadyOptions>) => payloads(options, 50).map(String).join()
    expect(bytes({})).toBe(bytes({ eventsPerSecond: Infinity }))
    expect(new Set([bytes({}), bytes({ cpu: 1 }), bytes({ seed: 8 }), bytes({ seed: 0 })]).size).toBe(4)
  })

  test('count attempts, whatever becomes of them', () => {
    expect(payloads({}, 10, -3).map(String)).toEqual(payloads({}, 10).map(String))
  })
})

describe('the rate of steady', () => {
  test('spaces events evenly from 0 on', () => {
    const due = steps(new SteadyWorkload({ ...OPTIONS, eventsPerSecond: 3 }), 301)
    expect(due[0]).toBe(0)
    expect(due[1]).toBeCloseTo(1e9 / 3)
    expect(due[300]).toBeCloseTo(100e9, 0)
  })

  test('flat out is due at all times, 0 at none', () => {
    expect(steps(new SteadyWorkload({ ...OPTIONS, eventsPerSecond: Infinity }), 3)).toEqual([0, 0, 0])
    const none = new SteadyWorkload({ ...OPTIONS, eventsPerSecond: 0 })
    expect([none.due, none.ended]).toEqual([Infinity, false])
  })

  test('ends after as many attempts as asked for', () => {
    const workload = new SteadyWorkload({ ...OPTIONS, eventsPerSecond: Infinity, eventsPerCpu: 3 })
    steps(workload, 3)
    expect([workload.due, workload.ended]).toEqual([Infinity, true])
    const nothing = new SteadyWorkload({ ...OPTIONS, eventsPerCpu: 0 })
    expect([nothing.due, nothing.ended]).toEqual([Infinity, true])
  })

  test('changes in place, and the sequence goes on', () => {
    const workload = new SteadyWorkload(OPTIONS)
    steps(workload, 5)
    workload.setRate(10, 5e6)
    expect(workload.due).toBe(5e6)
    steps(workload, 1)
    expect([workload.due, workload.sequence]).toEqual([105e6, 6])
    workload.setRate(1000, 6e6)
    expect(workload.due).toBe(7e6)
    workload.setRate(0, 6e6)
    expect(workload.due).toBe(Infinity)
    workload.setRate(Infinity, 6e6)
    expect(workload.due).toBe(0)
    workload.setRate(2, 8e6)
    expect(workload.due).toBe(8e6)
  })

  test('changed again and again never puts the next event off', () => {
    const workload = new SteadyWorkload({ ...OPTIONS, eventsPerSecond: 1 })
    steps(workload, 1)
    for (let nowNs = 0; nowNs < 2e9; nowNs += 1e8) workload.setRate(1, nowNs)
    expect(workload.due).toBeLessThanOrEqual(1.9e9)
  })
})
