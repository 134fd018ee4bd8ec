/**
 * Captures of all CPUs, for pictures and for `state()`. The main thread takes no lock, so:
 *
 *   who stands still is read   a CPU at rest (even beat, the same before and after) whose lock nobody takes meanwhile (the same word before
 *                              and after), or one that can never store again
 *   who runs is asked          it copies its own slot between two events into memory of its own, and the copy is taken from there
 */
import type { ControlBlock } from '../control/control-block.ts'
import { CaptureMemory } from '../ring/capture-memory.ts'
import { captureBytes, captureSlot, SlotCapture } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import { holderOf } from '../ring/slot-lock.ts'
import { until } from './until.ts'

interface Slot {
  readonly latest: SlotCapture
  readonly scratch: SlotCapture
  /** what the CPU itself copies into */
  readonly asked: SlotCapture
  waiting: boolean
  /** the capture that was asked for is older than `latest` by now */
  outdated: boolean
  /** beat and lock word of the latest direct copy: while they stand, so does the copy */
  beat: number
  lock: number
  /** how many copies so far */
  copies: number
  /** the machine's time at which `latest` was known to be true, ns */
  takenNs: number
}

export interface CapturesParts {
  readonly control: ControlBlock
  /** the captures are for other threads too */
  readonly shared: boolean
  /** this CPU can never store again */
  readonly standsStill: (cpu: number) => boolean
  /** the machine's time, ns */
  readonly nowNs: () => number
}

/** CPUs whose rings are looked at; end: exclusive */
export interface CpuRange {
  readonly first: number
  readonly end: number
}

const FIRST_CPUS: CpuRange = { first: 0, end: 8 }

/** bytes of captures that one frame copies: a fraction of a millisecond */
const FRAME_BYTES = 1 << 20

/** a CPU that has to share two cores with hundreds of others has its turn within this */
const FRESH_MS = 20_000

export class Captures {
  private readonly slots: Slot[]
  private readonly control: ControlBlock
  /** where `latest` are */
  private readonly memory: CaptureMemory
  /** changes when any `latest` did */
  version = 0
  /** whose turn it is of those that are not in view */
  private next = 0

  /** @param askedFor what each CPU itself copies into */
  constructor(
    private readonly buffer: RfcBuffer,
    askedFor: readonly SlotCapture[],
    private readonly parts: CapturesParts,
  ) {
    this.control = parts.control
    this.memory = CaptureMemory.allocate(buffer.layout, parts.shared)
    this.slots = askedFor.map((asked, cpu) => {
      const [latest, scratch] = [this.memory.capture(cpu), SlotCapture.allocate(buffer.layout)]
      return { latest, scratch, asked, waiting: false, outdated: false, beat: -1, lock: 0, copies: 0, takenNs: 0 }
    })
  }

  get shared(): CaptureMemory | undefined {
    return this.parts.shared ? this.memory : undefined
  }

  /** Takes over from the captures of the rings before, while everyone is away from both: each slot is copied as it stands. */
  succeed(before: Captures): void {
    this.version = before.version
    this.slots.forEach((slot, cpu) => {
      captureSlot(this.buffer, cpu, slot.scratch)
      this.take(slot, slot.scratch)
    })
  }

  latest(cpu: number): SlotCapture | undefined {
    const slot = this.slots[cpu]
    return slot && slot.copies > 0 ? slot.latest : undefined
  }

  /** When `latest` was true, in ns of the machine's time; a CPU that runs has made its copy within the frame before. */
  takenNs(cpu: number): number | undefined {
    const slot = this.slots[cpu]
    return slot && slot.copies > 0 ? slot.takenNs : undefined
  }

  /**
   * Once per frame: takes what has come, and asks for the next. Of very large rings no more than a frame has time for: those in view, and of the
   * others as many as are left, in turn.
   */
  poll(inView = FIRST_CPUS): void {
    const { length } = this.slots
    let left = Math.ceil(FRAME_BYTES / captureBytes(this.buffer.layout))
    if (left >= length) {
      for (let cpu = 0; cpu < length; cpu++) this.pollCpu(cpu)
      return
    }
    for (let cpu = inView.first; cpu < Math.min(inView.end, length); cpu++, left--) this.pollCpu(cpu)
    for (; left > 0; left--) this.pollCpu(this.next++ % length)
  }

  /** Captures that are younger than this call, of every CPU. @throws RingsideError timeout */
  async fresh(): Promise<readonly SlotCapture[]> {
    const copies = this.slots.map((slot) => {
      slot.beat = -1
      // a copy that was asked for before may be older than this call: only the one after it counts
      return slot.copies + (slot.waiting && !slot.outdated ? 2 : 1)
    })
    const isFresh = (slot: Slot, cpu: number): boolean => {
      if (slot.copies < (copies[cpu] as number)) this.pollCpu(cpu, copies)
      return slot.copies >= (copies[cpu] as number)
    }
    await until(() => this.slots.every(isFresh), FRESH_MS, 'a CPU gave no capture')
    return this.slots.map((slot) => slot.latest)
  }

  private pollCpu(cpu: number, needed?: number[]): void {
    const slot = this.slots[cpu] as Slot
    if (this.copyStanding(cpu, slot)) {
      if (needed) needed[cpu] = Math.min(needed[cpu] as number, slot.copies)
      return
    }
    if (slot.waiting && this.control.captureDue(cpu)) return
    if (slot.waiting && !slot.outdated) this.take(slot, slot.asked)
    slot.waiting = true
    slot.outdated = false
    slot.beat = -1
    this.control.wantCapture(cpu)
  }

  /** @returns whether `latest` shows this moment */
  private copyStanding(cpu: number, slot: Slot): boolean {
    const { control, buffer } = this
    const still = this.parts.standsStill(cpu)
    const beat = control.beat(cpu)
    if (!still && (beat & 1) === 1) return false
    const lockAt = buffer.slotI32(cpu) + SlotI32.lock
    const lock = Atomics.load(buffer.i32, lockAt)
    if (!still && holderOf(lock) !== undefined) return false
    if (beat === slot.beat && lock === slot.lock) {
      slot.takenNs = this.parts.nowNs()
      return true
    }
    captureSlot(buffer, cpu, slot.scratch)
    // read-modify-writes of nothing: they keep the plain reads of the copy before them
    if (Atomics.add(buffer.i32, lockAt, 0) !== lock || control.beatAfterCopy(cpu) !== beat) return false
    this.take(slot, slot.scratch)
    slot.outdated = slot.waiting
    slot.beat = beat
    slot.lock = lock
    return true
  }

  private take(slot: Slot, copy: SlotCapture): void {
    this.memory.copy(copy, slot.latest)
    slot.copies++
    slot.takenNs = this.parts.nowNs()
    this.version++
  }
}
