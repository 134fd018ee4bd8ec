import { CounterClock } from '../clock/counter-clock.ts'
import { MachineTime } from '../clock/machine-time.ts'
import { RecordedClock } from '../clock/set-clocks.ts'
import { threadTime } from '../clock/thread-time.ts'
import { GlobalClock, LocalClock } from '../clock/time-clocks.ts'
import { warnOnce } from '../control/actor-thread.ts'
import { ControlBlock } from '../control/control-block.ts'
import { Arena } from '../ring/arena.ts'
import { SlotCapture } from '../ring/capture.ts'
import { noProbe } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RfcWriter } from '../ring/rfc/write.ts'
import { SlotLocks } from '../ring/slot-lock.ts'
import { maxPayloadBytes } from '../ring/trace-buffer.ts'
import type { TraceClock } from '../ring/trace-buffer.ts'
import { ReplayWorkload } from '../workloads/replay-workload.ts'
import { SteadyWorkload } from '../workloads/steady.ts'
import { CpuLoop } from './cpu-loop.ts'
import type { CpuBoot, CpuMessage, CpuRings } from './messages.ts'
import { noWork, ReplayWork, SteadyWork } from './cpu-work.ts'
import type { CpuWork } from './cpu-work.ts'

/**
 * Makes what stays with a CPU whatever its rings: its clock, its workload and where that stands.
 * @param probe what the ring calls at its probe points
 * @returns what puts the CPU over the memory of rings
 */
export function bootCpu(
  boot: CpuBoot,
  post: (message: CpuMessage) => void,
  probe: Probe = noProbe,
): (rings: CpuRings) => CpuLoop {
  const { cpu, irqSave } = boot
  const { cpus, pageSize } = boot.rings.options
  const control = new ControlBlock(boot.control, cpus, pageSize)
  const time = new MachineTime(boot.control, control.timeAt, threadTime())
  const recorded = new RecordedClock(boot.clockOffsetNs)
  const clock = chooseClock(boot, control, time, recorded)
  const work = makeWork(boot, time, recorded)
  const warn = warnOnce(post)
  return ({ serial, ring, options, captures, captureAt }) => {
    const buffer = new RfcBuffer(new Arena(ring), options)
    const locks = new SlotLocks(buffer.i32, control.actors, cpu, probe)
    const writer = new RfcWriter(buffer, { cpu, clock, locks, probe, irqSave, warn })
    const capture = new SlotCapture(buffer.layout, captures, captureAt)
    return new CpuLoop({ control, serial, buffer, writer, locks, work, time, capture, post })
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

/** Its pace stands in the control block, and is taken over from there at the first look. */
function makeWork(boot: CpuBoot, time: MachineTime, recorded: RecordedClock): CpuWork {
  const { workload, cpu, seed, rings } = boot
  switch (workload.kind) {
    case 'none':
      return noWork
    case 'steady': {
      const { eventsPerCpu } = workload
      const maxBytes = maxPayloadBytes(rings.options.pageSize)
      return new SteadyWork(
        new SteadyWorkload({ seed, cpu, maxPayloadBytes: maxBytes, eventsPerSecond: 0, eventsPerCpu }),
        time,
      )
    }
    case 'replay': {
      const { track, durationNs } = workload
      return new ReplayWork(new ReplayWorkload({ track, durationNs, clock: recorded, speed: 0, loop: false }), cpu)
    }
  }
}
