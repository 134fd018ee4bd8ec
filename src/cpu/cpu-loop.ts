/**
 * What a CPU does all day: look at the doorbell, do what is wanted, write the next event when it is due, rest. Runs in a worker, but knows
 * nothing of workers. Between two events it allocates and posts nothing.
 */
import { Call, Status } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { captureSlot } from '../ring/capture.ts'
import type { SlotCapture } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import type { RfcWriter } from '../ring/rfc/write.ts'
import type { Locks } from '../ring/slot-lock.ts'
import { RingError } from '../ring/trace-buffer.ts'
import type { TracerRing } from '../workloads/workload.ts'
import type { CpuMessage } from './messages.ts'
import type { CpuWork } from './cpu-work.ts'

export interface CpuParts {
  readonly control: ControlBlock
  /** of the rings that it works over */
  readonly serial: number
  readonly buffer: RfcBuffer
  readonly writer: RfcWriter
  readonly ring: TracerRing
  readonly locks: Locks
  readonly work: CpuWork
  readonly time: { nowNs(): number }
  readonly capture: SlotCapture
  readonly post: (message: CpuMessage) => void
}

export class CpuLoop {
  private readonly seat: number
  private heard = -1
  private running = false
  /** ns of the machine's time: what is due up to here can be written without asking the time again */
  private nowNs = 0

  constructor(private readonly parts: CpuParts) {
    this.seat = parts.writer.cpu
  }

  /** Goes on until other rings are in force, or the thread is ended from outside. */
  run(): void {
    const { control, serial, ring } = this.parts
    const { workload } = this.parts.work
    control.beginWork(this.seat)
    for (;;) {
      const bell = control.doorbell(this.seat)
      if (bell !== this.heard) {
        // before anything else that is wanted: nothing more may be stored in rings that are not in force
        if (control.rings !== serial) return control.leave(this.seat)
        this.attend(bell)
      }
      if (!this.running) this.rest(Status.parked, Infinity)
      else if (workload.due <= this.nowNs) workload.step(ring)
      else this.awaitDue()
    }
  }

  private awaitDue(): void {
    const { workload } = this.parts.work
    if (workload.ended) return this.rest(Status.idle, Infinity)
    this.nowNs = this.parts.time.nowNs()
    if (workload.due > this.nowNs) this.rest(Status.running, (workload.due - this.nowNs) / 1e6)
  }

  private rest(status: Status, ms: number): void {
    this.parts.control.setStatus(this.seat, status)
    this.parts.control.rest(this.seat, this.heard, ms)
  }

  /** Everything that can be wanted, whoever rang and however often. */
  private attend(bell: number): void {
    const { control, work } = this.parts
    if (control.endWanted(this.seat)) control.end(this.seat)
    this.running = control.runs
    work.follow(control)
    this.nowNs = -Infinity
    if (control.captureDue(this.seat)) this.captureOwnSlot()
    this.answerCall()
    control.setStatus(this.seat, this.running ? Status.running : Status.parked)
    this.heard = bell
    control.setHeard(this.seat, bell)
  }

  /** Under the own lock, so that the reader moves nothing meanwhile; where a dead reader holds it, nothing moves anyway. */
  private captureOwnSlot(): void {
    const { buffer, locks, capture, control } = this.parts
    const lockAt = buffer.slotI32(this.seat) + SlotI32.lock
    const locked = locks.acquire(lockAt, this.seat)
    captureSlot(buffer, this.seat, capture)
    if (locked) locks.release(lockAt, this.seat)
    control.finishCapture(this.seat)
  }

  private answerCall(): void {
    const { control, writer, post } = this.parts
    const call = control.pendingCall(this.seat)
    if (!call) return
    const { serial } = call
    try {
      if (call.kind !== Call.write) throw new Error(`a CPU cannot be called to do ${call.kind}`)
      const [type, bytes] = [control.arg(this.seat, 0), control.arg(this.seat, 1)]
      const code = writer.write(type, bytes, control.i32, control.mailboxWord(this.seat))
      post({ type: 'written', serial, code })
    } catch (error) {
      if (!(error instanceof RingError)) throw error
      post({ type: 'failed', serial, code: error.code, message: error.message })
    } finally {
      control.finishCall(this.seat, serial)
    }
  }
}
