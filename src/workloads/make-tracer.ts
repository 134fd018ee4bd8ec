import type { EventTypeInfo } from '../events/event-type.ts'
import { FUNCTION_EVENTS, FunctionTracer } from './function-tracer.ts'
import { IRQ_STORM_EVENTS, IrqStorm } from './irq-storm.ts'
import { IRQSOFF_EVENTS, IrqsoffTracer } from './irqsoff-tracer.ts'
import { SCHED_EVENTS, SchedTracer } from './sched-tracer.ts'
import { SteadyWorkload } from './steady.ts'
import { USER_MARKS_EVENTS, UserMarks } from './user-marks.ts'
import type { InterruptLine, MaxLatency, Tracer, TracerOptions } from './workload.ts'

export type TracerName = 'steady' | 'function' | 'irqsoff' | 'sched' | 'irq-storm' | 'user-marks'

/** What tracers reach besides the ring. */
export interface TracerPorts {
  readonly maxLatency: MaxLatency
  readonly interrupts: InterruptLine
}

/** The types that a machine with this tracer has besides those of every machine. */
export function tracerEvents(tracer: TracerName): readonly EventTypeInfo[] {
  return EVENTS[tracer]
}

const EVENTS: Readonly<Record<TracerName, readonly EventTypeInfo[]>> = {
  steady: [],
  function: FUNCTION_EVENTS,
  irqsoff: IRQSOFF_EVENTS,
  sched: SCHED_EVENTS,
  'irq-storm': IRQ_STORM_EVENTS,
  'user-marks': USER_MARKS_EVENTS,
}

/** One CPU's part of a tracer. An `IrqStorm` is to handle the interrupts that it raises: its `handle`. */
export function makeTracer(tracer: TracerName, options: TracerOptions, ports: TracerPorts): Tracer {
  switch (tracer) {
    case 'steady':
      return new SteadyWorkload(options)
    case 'function':
      return new FunctionTracer(options)
    case 'irqsoff':
      return new IrqsoffTracer(options, ports.maxLatency)
    case 'sched':
      return new SchedTracer(options, ports.maxLatency)
    case 'irq-storm':
      return new IrqStorm(options, ports.interrupts)
    case 'user-marks':
      return new UserMarks(options)
  }
}
