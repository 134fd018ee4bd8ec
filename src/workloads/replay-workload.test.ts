import { describe, expect, test } from 'vitest'
import { RecordedClock } from '../clock/set-clocks.ts'
import { EventTypes } from '../events/event-types.ts'
import { parseFtraceText } from '../trace-files/ftrace-text.ts'
import { compileTrace } from './compile-trace.ts'
import { ReplayWorkload, type ReplayOptions } from './replay-workload.ts'
import type { EventWriter } from './workload.ts'

const TEXT = `
  a-1 [000] 10.000000: tick: n=1
  a-1 [001] 10.000001: tick: n=2
  a-1 [000] 10.000004: mark: hello
  a-1 [001] 10.000010: tick: n=3`

const types = new EventTypes()
const compiled = compileTrace(parseFtraceText(TEXT), types)

/** A replay of one CPU that keeps the stamp and the text of each event. */
function replay(cpu: number, options: Partial<ReplayOptions> = {}) {
  const track = compiled.perCpu[cpu]
  if (!track) throw new Error(`no CPU ${cpu}`)
  const clock = new RecordedClock()
  const { durationNs } = compiled
  const workload = new ReplayWorkload({ track, durationNs, clock, speed: 1, loop: false, ...options })
  const written: { due: number; ts: number; text: string }[] = []
  const writer: EventWriter = {
    write(type, length, words, wordAt) {
      clock.take(0)
      const payload = new Uint8Array(words.buffer, wordAt * 4, length)
      written.push({ due: workload.due, ts: clock.hi * 2 ** 32 + clock.lo, text: types.format(type, payload) })
      return 0
    },
  }
  return {
    workload,
    run(steps: number) {
      for (let step = 0; step < steps && !workload.ended; step++) workload.step(writer)
      return written
    },
  }
}

describe('ReplayWorkload', () => {
  test('writes the events of its CPU with their recorded stamps, when they are due', () => {
    const { workload, run } = replay(0)
    expect(run(9)).toEqual([
      { due: 0, ts: 0, text: 'n=1' },
      { due: 4000, ts: 4000, text: 'hello' },
    ])
    expect([workload.due, workload.ended, workload.laps]).toEqual([Infinity, true, 1])
  })

  test('the speed sets the pace, not the stamps', () => {
    expect(replay(1, { speed: 2 }).run(9)).toEqual([
      { due: 500, ts: 1000, text: 'n=2' },
      { due: 5000, ts: 10_000, text: 'n=3' },
    ])
    expect(
      replay(1, { speed: Infinity })
        .run(9)
        .map((event) => event.due),
    ).toEqual([0, 0])
    const still = replay(1, { speed: 0 }).workload
    expect([still.due, still.ended]).toEqual([Infinity, false])
  })

  test('a lap adds the duration of the whole trace', () => {
    const { workload, run } = replay(0, { loop: true })
    expect(run(5).map((event) => event.ts)).toEqual([0, 4000, 10_000, 14_000, 20_000])
    expect(workload.laps).toBe(2)
  })

  test('a change of speed goes on from where replay has come', () => {
    const { workload, run } = replay(0)
    run(1)
    workload.setPace({ speed: 0.5, loop: false }, 2000)
    expect(workload.due).toBe(6000)
    workload.setPace({ speed: 0, loop: false }, 4000)
    expect(workload.due).toBe(Infinity)
    workload.setPace({ speed: 1, loop: false }, 100_000)
    expect(workload.due).toBe(101_000)
    workload.setPace({ speed: Infinity, loop: false }, 100_500)
    expect(workload.due).toBe(0)
    workload.setPace({ speed: 1, loop: false }, 200_000)
    expect(workload.due).toBe(200_000)
  })

  test('looped after its end, it begins the next lap at once', () => {
    const { workload, run } = replay(0)
    run(9)
    workload.setPace({ speed: 1, loop: true }, 50_000)
    expect([workload.due, workload.ended]).toEqual([50_000, false])
    expect(run(1).at(-1)?.ts).toBe(10_000)
  })

  test('a CPU without events has ended', () => {
    const empty = compileTrace(parseFtraceText('# #P:2\na-1 [000] 1.000000: x: y'), new EventTypes()).perCpu[1]
    const { workload } = replay(0, empty ? { track: empty, loop: true } : {})
    expect([workload.due, workload.ended]).toEqual([Infinity, true])
    workload.setPace({ speed: 2, loop: true }, 7)
    expect(workload.ended).toBe(true)
  })
})
