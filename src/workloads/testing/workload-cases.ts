/** What the workloads themselves cost: their events go nowhere. */
import junoSched from '../../../public/traces/juno-sched.txt?raw'
import { RecordedClock } from '../../clock/set-clocks.ts'
import { EventTypes } from '../../events/event-types.ts'
import type { BenchCase } from '../../ring/testing/bench-case.ts'
import { parseFtraceText } from '../../trace-files/ftrace-text.ts'
import { compileTrace } from '../compile-trace.ts'
import { ReplayWorkload } from '../replay-workload.ts'
import { SteadyWorkload } from '../steady.ts'

const EVENTS = 1000
const nowhere = { write: (_type: number, length: number) => length }

const steady: BenchCase = {
  name: 'steady, an event',
  per: EVENTS,
  setUp() {
    const workload = new SteadyWorkload({ seed: 1, cpu: 0, maxPayloadBytes: 4084, eventsPerSecond: Infinity })
    return () => {
      for (let event = 0; event < EVENTS; event++) workload.step(nowhere)
    }
  },
}

const replay: BenchCase = {
  name: 'replay, an event',
  per: EVENTS,
  setUp() {
    const { perCpu, durationNs } = compileTrace(parseFtraceText(junoSched), new EventTypes())
    const track = perCpu[2]
    if (!track) throw new Error('the trace has no CPU 2')
    const workload = new ReplayWorkload({ track, durationNs, clock: new RecordedClock(), speed: Infinity, loop: true })
    return () => {
      for (let event = 0; event < EVENTS; event++) workload.step(nowhere)
    }
  },
}

const lines = junoSched.split('\n').length

const parse: BenchCase = {
  name: 'parse a line of ftrace text',
  per: lines,
  setUp: () => () => void parseFtraceText(junoSched),
}

const compile: BenchCase = {
  name: 'compile a line of a trace',
  per: lines,
  setUp() {
    const parsed = parseFtraceText(junoSched)
    return () => void compileTrace(parsed, new EventTypes())
  },
}

export const workloadCases: readonly BenchCase[] = [steady, replay, parse, compile]
