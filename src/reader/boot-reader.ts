import { MachineTime } from '../clock/machine-time.ts'
import { threadTime } from '../clock/thread-time.ts'
import { warnOnce } from '../control/actor-thread.ts'
import type { RingMemory } from '../control/actor-thread.ts'
import { ControlBlock } from '../control/control-block.ts'
import { TrueOrder } from '../merge/true-order.ts'
import { Arena } from '../ring/arena.ts'
import { noProbe } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RfcConsumer } from '../ring/rfc/consume.ts'
import { SlotLocks } from '../ring/slot-lock.ts'
import type { ReaderBoot, ReaderMessage } from './messages.ts'
import { ReaderLoop } from './reader-loop.ts'

/**
 * @param probe what the ring calls at its probe points
 * @returns what puts the reader over the memory of rings
 */
export function bootReader(
  boot: ReaderBoot,
  post: (message: ReaderMessage) => void,
  probe: Probe = noProbe,
): (rings: RingMemory) => ReaderLoop {
  const { cpus, pageSize } = boot.rings.options
  const control = new ControlBlock(boot.control, cpus, pageSize)
  const time = new MachineTime(boot.control, control.timeAt, threadTime())
  const warn = warnOnce(post)
  const order = new TrueOrder(boot.clockOffsetsNs, control.order)
  return ({ serial, ring, options }) => {
    const buffer = new RfcBuffer(new Arena(ring), options)
    const locks = new SlotLocks(buffer.i32, control.actors, control.actorOf(control.readerSeat), probe)
    const consumer = new RfcConsumer(buffer, locks, probe)
    return new ReaderLoop({ control, serial, buffer, consumer, locks, probe, warn, order, post }, time)
  }
}
