/**
 * What a CPU does all day: look at the doorbell, do what is wanted, write the next event when it is due, rest. Runs in a worker, but knows
 * nothing of workers, nor whether it has one for itself. Between two events it allocates and posts nothing.
 */
import { leaves, LEFT } from '../control/actor-loop.ts'
import type { ActorLoop } from '../control/actor-loop.ts'
import { Status } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { captureSlot } from '../ring/capture.ts'
import type { SlotCapture } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { SlotF64, SlotI32 } from '../ring/rfc/layout.ts'
import type { RfcWriter } from '../ring/rfc/write.ts'
import type { Locks } from '../ring/slot-lock.ts'
import type { TracerRing } from '../workloads/workload.ts'
import { answerCpuCall } from './answer-call.ts'
import type { CpuMessage } from './messages.ts'
import type { CpuWork } from './cpu-work.ts'
import type { CpuTrigger } from './trigger.ts'
import { BATCH_WRITES, RECORDED_BATCH, WriteTime } from './write-time.ts'

export interface CpuParts {
  readonly control: ControlBlock
  /** of the rings that it works over */
  readonly serial: number
  readonly buffer: RfcBuffer
  readonly writer: RfcWriter
  readonly ring: TracerRing
  readonly trigger: CpuTrigger
  readonly locks: Locks
  readonly work: CpuWork
  readonly time: { nowNs(): number }
  readonly capture: SlotCapture
  readonly post: (message: CpuMessage) => void
  /** what it does is logged: its time is told anew */
  readonly recorded: boolean
}

export class CpuLoop implements ActorLoop {
  readonly seat: number
  readonly control: ControlBlock
  heard = -1
  private running = false
  /** ns of the machine's time: what is due up to here can be written without asking the time again */
  private nowNs = 0
  private readonly writeTime: WriteTime

  constructor(private readonly parts: CpuParts) {
    this.seat = parts.writer.cpu
    this.control = parts.control
    const { buffer, control } = parts
    const attemptedAt = buffer.slotF64(this.seat) + SlotF64.attempted
    const ports = {
      attempted: () => buffer.f64[attemptedAt] as number,
      stretch: () => control.beat(this.seat),
      tell: (ns: number, writes: number) => control.setWriteTime(this.seat, ns, writes),
    }
    this.writeTime = new WriteTime(ports, parts.recorded ? RECORDED_BATCH : BATCH_WRITES)
    if (parts.recorded) control.setWriteTime(this.seat, 0, 0)
  }

  turn(): number {
    const bell = this.control.doorbell(this.seat)
    if (bell !== this.heard && !this.attend(bell)) return LEFT
    if (!this.running) return this.rest(Status.parked, Infinity)
    const { workload } = this.parts.work
    if (workload.due > this.nowNs) return this.awaitDue()
    workload.step(this.parts.ring)
    return 0
  }

  private awaitDue(): number {
    const { workload } = this.parts.work
    if (workload.ended) return this.rest(Status.idle, Infinity)
    this.nowNs = this.parts.time.nowNs()
    this.writeTime.look(this.nowNs)
    return workload.due > this.nowNs ? this.rest(Status.running, (workload.due - this.nowNs) / 1e6) : 0
  }

  private rest(status: Status, ms: number): number {
    this.control.setStatus(this.seat, status)
    return ms
  }

  /** Everything that can be wanted, whoever rang and however often. @returns false: to leave the rings, before anything else is stored in them */
  private attend(bell: number): boolean {
    const { control, serial, work, time } = this.parts
    if (leaves(control, this.seat, serial)) return false
    this.writeTime.look(time.nowNs())
    this.running = control.runs
    work.follow(control)
    this.parts.trigger.follow()
    this.nowNs = -Infinity
    if (control.captureDue(this.seat)) this.captureOwnSlot()
    answerCpuCall(this.parts, this.seat)
    control.setStatus(this.seat, this.running ? Status.running : Status.parked)
    this.heard = bell
    control.setHeard(this.seat, bell)
    this.writeTime.begin(time.nowNs())
    return true
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
}
