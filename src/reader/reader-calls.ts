/** What the reader can be called to do between its own events: each answers with one message. */
import { Call } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { LiveRecorder } from '../control/live-recorder.ts'
import type { TrueOrder } from '../merge/true-order.ts'
import { binaryFile } from '../debugfs/ring-files.ts'
import { readUnread } from '../debugfs/unread.ts'
import type { Probe } from '../ring/probe.ts'
import { MergedIterator } from '../merge/merged-iterator.ts'
import { cpuStats } from '../ring/rfc/cpu-stats.ts'
import type { CpuStats } from '../ring/rfc/cpu-stats.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import type { RfcConsumer } from '../ring/rfc/consume.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from '../ring/rfc/snapshot.ts'
import type { Locks } from '../ring/slot-lock.ts'
import { RingError } from '../ring/trace-buffer.ts'
import type { Warn } from '../ring/warn.ts'
import { BatchWriter } from './event-batch.ts'
import type { ReaderMessage, UnreadEvents } from './messages.ts'

export interface ReaderParts {
  readonly control: ControlBlock
  /** of the rings that it works over */
  readonly serial: number
  readonly buffer: RfcBuffer
  readonly consumer: RfcConsumer
  readonly locks: Locks
  readonly probe: Probe
  readonly warn: Warn
  readonly order: TrueOrder
  readonly post: (message: ReaderMessage) => void
  /** while live is recorded */
  readonly recorder: LiveRecorder | undefined
}

/** What changes nothing in the rings is no part of a recording. */
const ONLY_LOOKS: readonly Call[] = [Call.page, Call.stats, Call.ring]
/** more events than any ring holds */
const ALL = 2 ** 31 - 1

/** Does what the reader is called for, if it is, and answers by message. @returns the call's serial; 0: there was none */
export function answerReaderCall(parts: ReaderParts): number {
  const { control, post } = parts
  const seat = control.readerSeat
  const call = control.pendingCall(seat)
  if (!call) return 0
  const { serial } = call
  const args = [0, 1, 2].map((index) => control.arg(seat, index))
  try {
    post(logged(parts, call.kind, args, () => perform(parts, call.kind, serial, args)))
  } catch (error) {
    if (!(error instanceof RingError)) throw error
    post({ type: 'failed', serial, code: error.code, message: error.message })
  } finally {
    control.finishCall(seat, serial)
  }
  return serial
}

/** An operation of a live recording, where there is one: from its beginning to its end. */
export function logged<Result>(
  { recorder }: ReaderParts,
  kind: Call,
  args: readonly number[],
  act: () => Result,
): Result {
  if (!recorder || ONLY_LOOKS.includes(kind)) return act()
  // all that is unread is read by an iterator, as `read` does it
  if (kind === Call.unread) recorder.begin(Call.read, [0, ALL])
  else recorder.begin(kind, args)
  try {
    const result = act()
    recorder.close()
    return result
  } catch (error) {
    recorder.closeOn(error)
    throw error
  }
}

function perform(parts: ReaderParts, kind: Call, serial: number, args: number[]): ReaderMessage {
  const { buffer } = parts
  const options = { locks: parts.locks, probe: parts.probe }
  const [a = 0, b = 0, c = 0] = args
  switch (kind) {
    case Call.consume:
      return { type: 'events', serial, events: consumeUpTo(parts, a) }
    case Call.peek:
      return { type: 'events', serial, events: peekOne(parts.consumer) }
    case Call.read:
      return { type: 'events', serial, events: readUpTo(parts, a !== 0, b) }
    case Call.snapshot:
      if (a < 0) return { type: 'done', serial, skipped: snapshotAll(buffer, options) }
      if (b !== 0) return { type: 'done', serial, skipped: snapshotOneCpu(buffer, a, options) }
      snapshotCpu(buffer, a, options)
      return { type: 'done', serial, skipped: [] }
    case Call.reset:
      if (a < 0) return { type: 'done', serial, skipped: resetAll(buffer, options) }
      resetCpu(buffer, a, options)
      return { type: 'done', serial, skipped: [] }
    case Call.page:
      return { type: 'bytes', serial, bytes: copyPage(parts, a, b, c !== 0) }
    case Call.unread:
      return { type: 'unread', serial, unread: batchUnread(parts) }
    case Call.stats:
      return { type: 'stats', serial, stats: statsOfAll(parts) }
    case Call.ring:
      return { type: 'bytes', serial, bytes: binaryFile(buffer, a, parts.locks).buffer }
    case Call.write:
      throw new Error('the reader does not write')
  }
}

/** Never more than the rings can hold at once: while CPUs write flat out, or as posted off a full tail page, there is always a next event. */
function consumeUpTo(parts: ReaderParts, max: number): ArrayBuffer {
  const batch = new BatchWriter()
  const most = Math.min(max, parts.buffer.room)
  while (batch.count < most && consumeOne(parts)) batch.append(parts.consumer.event)
  return batch.take()
}

/** @returns false where there is none */
export function consumeOne({ consumer, order, control }: ReaderParts): boolean {
  if (!consumer.consume()) return false
  order.see(consumer.event.cpu, consumer.event.ts)
  control.setOrder(order)
  return true
}

function peekOne(consumer: RfcConsumer): ArrayBuffer {
  const batch = new BatchWriter()
  if (consumer.peek()) batch.append(consumer.event)
  return batch.take()
}

function readUpTo({ buffer, locks, probe, warn }: ReaderParts, snapshot: boolean, max: number): ArrayBuffer {
  const batch = new BatchWriter()
  const iterator = new MergedIterator(buffer, { locks, probe, warn, snapshot })
  iterator.readUpTo(max, (event) => batch.append(event))
  iterator.finish()
  return batch.take()
}

/** few enough that the page can make text of a batch without a pause that one would see */
const EVENTS_PER_BATCH = 4096

function batchUnread({ buffer, locks, probe, warn }: ReaderParts): UnreadEvents {
  const batch = new BatchWriter()
  const batches: ArrayBuffer[] = []
  const counts = readUnread(buffer, { locks, probe, warn }, (event) => {
    batch.append(event)
    if (batch.count === EVENTS_PER_BATCH) batches.push(batch.take())
  })
  batches.push(batch.take())
  return { batches, counts }
}

/** What the clocks say the machine knows, and puts in. */
function statsOfAll({ buffer, locks }: ReaderParts): CpuStats[] {
  return Array.from({ length: buffer.cpus }, (_, cpu) => cpuStats(buffer, cpu, { locks, nowTs: 0 }))
}

/** Under the slot's lock; a ring whose lock a dead actor holds stands still. */
function copyPage({ buffer, locks }: ReaderParts, cpu: number, page: number, snapshot: boolean): ArrayBuffer {
  const lockAt = buffer.slotI32(cpu) + SlotI32.lock
  const locked = locks.acquire(lockAt, cpu)
  const ring = snapshot ? buffer.snapRing(cpu) : buffer.liveRing(cpu)
  const bytes = new Uint8Array(buffer.pageSize)
  if (ring !== undefined) {
    const address = buffer.pageAddress(ring, page)
    bytes.set(buffer.u8.subarray(address, address + buffer.pageSize))
  }
  if (locked) locks.release(lockAt, cpu)
  if (ring === undefined) throw new RingError('no-snapshot', 'the buffer was made without a snapshot')
  return bytes.buffer
}
