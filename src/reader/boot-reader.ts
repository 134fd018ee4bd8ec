import { MachineTime } from '../clock/machine-time.ts'
import { threadTime } from '../clock/thread-time.ts'
import { ControlBlock } from '../control/control-block.ts'
import { Arena } from '../ring/arena.ts'
import { noProbe } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RfcConsumer } from '../ring/rfc/consume.ts'
import { SlotLocks } from '../ring/slot-lock.ts'
import type { ReaderBoot, ReaderMessage } from './messages.ts'
import { ReaderLoop } from './reader-loop.ts'

/** Puts the reader together over the shared memory of its machine. @param probe what the ring calls at its probe points */
export function bootReader(
  boot: ReaderBoot,
  post: (message: ReaderMessage) => void,
  probe: Probe = noProbe,
): ReaderLoop {
  const { options } = boot
  const control = new ControlBlock(boot.control, options.cpus, options.pageSize)
  const buffer = new RfcBuffer(new Arena(boot.ring), options)
  const locks = new SlotLocks(buffer.i32, control.actors, control.actorOf(control.readerSeat), probe)
  const consumer = new RfcConsumer(buffer, locks, probe)
  const time = new MachineTime(boot.control, control.timeAt, threadTime())
  return new ReaderLoop({ control, buffer, consumer, locks, probe, post }, time)
}
