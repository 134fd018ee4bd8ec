import { bench, describe } from 'vitest'
import { RecordedClock } from '../clock/set-clocks.ts'
import { EventTypes } from '../events/event-types.ts'
import { parseFtraceText } from '../trace-files/ftrace-text.ts'
import { realTraces } from '../trace-files/testing/real-traces.ts'
import { compileTrace } from './compile-trace.ts'
import { ReplayWorkload } from './replay-workload.ts'
import { SteadyWorkload } from './steady.ts'

const EVENTS = 1000
const nowhere = { write: (_type: number, length: number) => length }

describe('1000 events: the mean in ms is µs an event', () => {
  const steady = new SteadyWorkload({ seed: 1, cpu: 0, maxPayloadBytes: 4084, eventsPerSecond: Infinity })
  bench('steady, 128 bytes on average', () => {
    for (let event = 0; event < EVENTS; event++) steady.step(nowhere)
  })

  const { perCpu, durationNs } = compileTrace(parseFtraceText(realTraces.junoSched), new EventTypes())
  const track = perCpu[2]
  if (!track) throw new Error('the trace has no CPU 2')
  const replay = new ReplayWorkload({ track, durationNs, clock: new RecordedClock(), speed: Infinity, loop: true })
  bench('replay', () => {
    for (let event = 0; event < EVENTS; event++) replay.step(nowhere)
  })
})

describe('a trace of 2941 events, 449 KB', () => {
  const parsed = parseFtraceText(realTraces.junoSched)
  bench('parse', () => void parseFtraceText(realTraces.junoSched))
  bench('compile', () => void compileTrace(parsed, new EventTypes()))
})
