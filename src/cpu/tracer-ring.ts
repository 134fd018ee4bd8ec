/**
 * What a tracer can do with its CPU's ring, and the largest latency of all CPUs, which it raises. Maximum and snapshot belong together: the lock
 * that `raise` takes is held until the snapshot is taken, so that the snapshot is always that of the maximum (max_trace_lock in ftrace).
 */
import type { ControlBlock } from '../control/control-block.ts'
import type { Probe } from '../ring/probe.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { recordOff } from '../ring/rfc/record-disable.ts'
import { resetCpu, snapshotAll, snapshotOneCpu } from '../ring/rfc/snapshot.ts'
import type { RfcWriter } from '../ring/rfc/write.ts'
import type { Locks } from '../ring/slot-lock.ts'
import { RingError } from '../ring/trace-buffer.ts'
import type { MaxLatency, TracerRing } from '../workloads/workload.ts'
import type { CpuTrigger } from './trigger.ts'

export interface CpuRingParts {
  readonly control: ControlBlock
  readonly buffer: RfcBuffer
  readonly writer: RfcWriter
  /** of the slots */
  readonly locks: Locks
  /** over the control block's words */
  readonly latencyLocks: Locks
  readonly trigger: CpuTrigger
  readonly probe: Probe
}

export class CpuRing implements TracerRing {
  constructor(private readonly parts: CpuRingParts) {}

  write(type: number, length: number, words: Int32Array, wordAt: number): number {
    const { writer, trigger } = this.parts
    const code = writer.write(type, length, words, wordAt)
    if (trigger.armed) trigger.wrote(code)
    return code
  }

  resetCpu(): boolean {
    const { buffer, writer, locks, probe } = this.parts
    return this.unlessOff(() => resetCpu(buffer, writer.cpu, { locks, probe }))
  }
  snapshotOneCpu(): boolean {
    const { buffer, writer, locks, probe } = this.parts
    return this.endRaise(this.unlessOff(() => snapshotOneCpu(buffer, writer.cpu, { locks, probe })))
  }
  snapshotAll(): boolean {
    const { buffer, locks, probe } = this.parts
    return this.endRaise(this.unlessOff(() => snapshotAll(buffer, { locks, probe })))
  }

  /** While recording is off the rings stay as they are: what led to a trigger is not erased by the next section. */
  private unlessOff(act: () => unknown): boolean {
    return recordOff(this.parts.buffer.i32) === 0 && unlessRefused(act)
  }

  private endRaise<Answer>(answer: Answer): Answer {
    const { control, latencyLocks } = this.parts
    latencyLocks.release(control.latencyLock, this.parts.writer.cpu)
    return answer
  }
}

/** It outlives the rings that a resize exchanges. */
export class CpuMaxLatency implements MaxLatency {
  constructor(
    private readonly control: ControlBlock,
    private readonly latencyLocks: Locks,
    private readonly cpu: number,
  ) {}

  /** Keeps the lock where it gives true: until the snapshot is taken. */
  raise(ns: number, startNs: number): boolean {
    const { control, latencyLocks, cpu } = this
    if (ns <= control.latency.ns) return false // it only ever grows
    if (!latencyLocks.acquire(control.latencyLock, cpu)) return false // died with it: there is no new maximum any more
    if (ns > control.latency.ns) {
      control.setLatency({ ns, cpu, startNs })
      return true
    }
    latencyLocks.release(control.latencyLock, cpu)
    return false
  }
}

/** An iterator is open, there is no snapshot, a dead actor holds a lock: the tracer goes on without. */
function unlessRefused(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (error instanceof RingError) return false
    throw error
  }
}
