import { CounterClock } from '../clock/counter-clock.ts'
import { MachineTime } from '../clock/machine-time.ts'
import { RecordedClock } from '../clock/set-clocks.ts'
import { threadTime } from '../clock/thread-time.ts'
import { GlobalClock, LocalClock } from '../clock/time-clocks.ts'
import type { ActorLoop } from '../control/actor-loop.ts'
import { warnOnce } from '../control/actor-thread.ts'
import { ControlBlock } from '../control/control-block.ts'
import { LiveRecorder } from '../control/live-recorder.ts'
import { placeControl } from '../control/control-places.ts'
import { SteppedLocks } from '../control/stepped-locks.ts'
import { makeStop, noStop } from '../control/stop.ts'
import type { Stop } from '../control/stop.ts'
import { TriggerWords } from '../control/trigger-words.ts'
import { Arena } from '../ring/arena.ts'
import { SlotCapture } from '../ring/capture.ts'
import { noProbe, Point } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RfcWriter } from '../ring/rfc/write.ts'
import { SlotLocks } from '../ring/slot-lock.ts'
import { maxPayloadBytes } from '../ring/trace-buffer.ts'
import type { TraceClock } from '../ring/trace-buffer.ts'
import { ReplayWorkload } from '../workloads/replay-workload.ts'
import { IrqHandler } from '../workloads/irq-handler.ts'
import { IrqStorm } from '../workloads/irq-storm.ts'
import { makeTracer } from '../workloads/make-tracer.ts'
import type { TracerPorts } from '../workloads/make-tracer.ts'
import type { Tracer } from '../workloads/workload.ts'
import { CpuLoop } from './cpu-loop.ts'
import { CpuSteps } from './cpu-steps.ts'
import { LoggedRing } from './logged-ring.ts'
import { Interrupts } from './interrupts.ts'
import { CpuMaxLatency, CpuRing } from './tracer-ring.ts'
import { CpuTrigger, watched } from './trigger.ts'
import type { CpuBoot, CpuMessage, CpuRings } from './messages.ts'
import { noWork, ReplayWork, TracerWork } from './cpu-work.ts'
import type { CpuWork } from './cpu-work.ts'

/**
 * Makes what stays with a CPU whatever its rings: its clock, its workload and where that stands.
 * @param outerProbe what the ring calls at its probe points, besides the interrupts
 * @returns what puts the CPU over the memory of rings
 */
export function bootCpu(
  boot: CpuBoot,
  post: (message: CpuMessage) => void,
  outerProbe: Probe = noProbe,
): (rings: CpuRings) => ActorLoop {
  const { cpu, irqSave } = boot
  const { cpus, pageSize } = boot.rings.options
  const control = new ControlBlock(boot.control, cpus, pageSize)
  const triggerWords = new TriggerWords(boot.control, placeControl(cpus, pageSize).triggerAt)
  const time = new MachineTime(boot.control, control.timeAt, threadTime())
  const recorded = new RecordedClock(boot.clockOffsetNs)
  const clock = chooseClock(boot, control, time, recorded)
  const { stepping } = boot
  const interrupts: Interrupts = stepping ? new Interrupts((point, a, b, c) => stop(point, a, b, c)) : new Interrupts()
  const stop: Stop = stepping ? makeStop(control.gate(cpu), (maskable) => interrupts.arrive(maskable)) : noStop
  const Lock = stepping ? SteppedLocks : SlotLocks
  // no lock of a slot: only that one waits for it is a step
  const latencyLocks = new Lock(control.i32, control.actors, cpu, (point, a, b, c) => {
    if (point === Point.LockWaited) stop(point, a, b, c)
  })
  const workload = makeWorkload(boot, recorded, {
    maxLatency: new CpuMaxLatency(control, latencyLocks, cpu),
    interrupts,
  })
  const work = workOf(workload, cpu, time)
  const storm = workload instanceof IrqStorm ? workload : undefined
  const handler = storm ?? (stepping ? stepHandler(boot) : undefined)
  const warn = warnOnce(post)
  return ({ serial, ring: memory, options, captures, captureAt, live }) => {
    const buffer = new RfcBuffer(new Arena(memory), options)
    const recorder = live && new LiveRecorder({ live, seat: cpu, rings: buffer, park: () => control.parkAll() })
    recorder?.beginsWith(storm?.handled ?? 0)
    interrupts.onArrival = recorder?.interrupted ?? (() => {})
    const ownProbe = stepping ? stop : both(outerProbe, recorder?.probe ?? noProbe)
    const probe = handler ? both(ownProbe, interrupts.probe) : ownProbe
    const locks = new Lock(buffer.i32, control.actors, cpu, probe)
    const makeWriter = (): RfcWriter => new RfcWriter(buffer, { cpu, clock, locks, probe, irqSave, warn })
    const writer = makeWriter()
    const trigger = new CpuTrigger({ cpu, buffer, control, words: triggerWords, probe: ownProbe })
    const cpuRing = new CpuRing({ control, buffer, writer, locks, latencyLocks, trigger, probe })
    const ring = recorder ? new LoggedRing(cpuRing, cpu, recorder) : cpuRing
    if (handler) interrupts.connect(buffer, cpu, () => watched(makeWriter(), trigger), handler)
    if (stepping) return new CpuSteps({ control, cpu, serial, ring, trigger, work, post, stop })
    const capture = new SlotCapture(buffer.layout, captures, captureAt)
    // a capture is no part of what runs on the CPU: no interrupt arrives under the lock that it takes
    const captureLocks = new SlotLocks(buffer.i32, control.actors, cpu)
    const recorded = recorder !== undefined
    const common = { control, serial, buffer, writer, ring, trigger, work, time, capture, post, recorded }
    return new CpuLoop({ ...common, locks: captureLocks })
  }
}

/** Events of the same seed as those of a storm, from wherever that had come to. */
function stepHandler(boot: CpuBoot): IrqHandler {
  const handler = new IrqHandler(boot)
  handler.skipTo(boot.handled)
  return handler
}

function both(first: Probe, second: Probe): Probe {
  if (first === noProbe) return second
  if (second === noProbe) return first
  return (point, a, b, c) => {
    first(point, a, b, c)
    second(point, a, b, c)
  }
}

/** `counter` always wins; else a replay keeps its recorded stamps. */
function chooseClock(boot: CpuBoot, control: ControlBlock, time: MachineTime, recorded: RecordedClock): TraceClock {
  if (boot.clock === 'counter') return new CounterClock(control.i32, control.counterAt >>> 2)
  if (boot.workload.kind === 'replay') return recorded
  if (boot.clock === 'global') return new GlobalClock(time, boot.clockOffsetNs)
  const { nowMs } = threadTime()
  return new LocalClock(nowMs, time, boot.clockOffsetNs)
}

function makeWorkload(boot: CpuBoot, recorded: RecordedClock, ports: TracerPorts): Tracer | ReplayWorkload | undefined {
  const { workload, cpu, seed, rings } = boot
  const { cpus, pageSize } = rings.options
  switch (workload.kind) {
    case 'none':
      return undefined
    case 'tracer': {
      const { tracer, eventsPerCpu } = workload
      const maxBytes = maxPayloadBytes(pageSize)
      const options = { seed, cpu, cpus, maxPayloadBytes: maxBytes, eventsPerSecond: 0, eventsPerCpu }
      return makeTracer(tracer, options, ports)
    }
    case 'replay': {
      const { track, durationNs } = workload
      return new ReplayWorkload({ track, durationNs, clock: recorded, speed: 0, loop: false })
    }
  }
}

/** Its pace stands in the control block, and is taken over from there at the first look. */
function workOf(workload: Tracer | ReplayWorkload | undefined, cpu: number, time: MachineTime): CpuWork {
  if (!workload) return noWork
  return workload instanceof ReplayWorkload ? new ReplayWork(workload, cpu) : new TracerWork(workload, time)
}
