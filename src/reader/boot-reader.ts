import { MachineTime } from '../clock/machine-time.ts'
import { threadTime } from '../clock/thread-time.ts'
import type { ActorLoop } from '../control/actor-loop.ts'
import { warnOnce } from '../control/actor-thread.ts'
import type { RingMemory } from '../control/actor-thread.ts'
import { ControlBlock } from '../control/control-block.ts'
import { LiveRecorder } from '../control/live-recorder.ts'
import { SteppedLocks } from '../control/stepped-locks.ts'
import { makeStop, noInterrupts } from '../control/stop.ts'
import { TrueOrder } from '../merge/true-order.ts'
import { Arena } from '../ring/arena.ts'
import { noProbe } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RfcConsumer } from '../ring/rfc/consume.ts'
import { SlotLocks } from '../ring/slot-lock.ts'
import type { ReaderBoot, ReaderMessage } from './messages.ts'
import { ReaderLoop } from './reader-loop.ts'
import { ReaderSteps } from './reader-steps.ts'

/**
 * @param probe what the ring calls at its probe points
 * @returns what puts the reader over the memory of rings
 */
export function bootReader(
  boot: ReaderBoot,
  post: (message: ReaderMessage) => void,
  probe: Probe = noProbe,
): (rings: RingMemory) => ActorLoop {
  const { cpus, pageSize } = boot.rings.options
  const control = new ControlBlock(boot.control, cpus, pageSize)
  const time = new MachineTime(boot.control, control.timeAt, threadTime())
  const warn = warnOnce(post)
  const stop = boot.stepping && makeStop(control.gate(control.readerSeat), noInterrupts)
  const order = new TrueOrder(boot.clockOffsetsNs, control.order)
  return ({ serial, ring, options, live }) => {
    const buffer = new RfcBuffer(new Arena(ring), options)
    const seat = control.readerSeat
    const actor = control.actorOf(seat)
    const recorder = live && new LiveRecorder({ live, seat, rings: buffer, park: () => control.parkAll() })
    const common = { control, serial, buffer, warn, order, post, recorder }
    if (stop) {
      const locks = new SteppedLocks(buffer.i32, control.actors, actor, stop)
      const consumer = new RfcConsumer(buffer, locks, stop, boot.ordered)
      return new ReaderSteps({ ...common, consumer, locks, probe: stop }, stop)
    }
    const ringProbe = recorder?.probe ?? probe
    const locks = new SlotLocks(buffer.i32, control.actors, actor, ringProbe)
    const consumer = new RfcConsumer(buffer, locks, ringProbe, recorder !== undefined)
    return new ReaderLoop({ ...common, consumer, locks, probe: ringProbe }, time)
  }
}
