/** A trigger as a CPU sees it: looked for after each of its own writes, interrupts' included, in its own thread. */
import type { ControlBlock } from '../control/control-block.ts'
import { TriggerState } from '../control/trigger-words.ts'
import type { Trigger, TriggerHit, TriggerWords } from '../control/trigger-words.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import type { Probe } from '../ring/probe.ts'
import { EventAt, SlotF64 } from '../ring/rfc/layout.ts'
import { recordDisable } from '../ring/rfc/record-disable.ts'
import { Refused } from '../ring/trace-buffer.ts'
import type { EventWriter } from '../workloads/workload.ts'

export interface CpuTriggerParts {
  readonly cpu: number
  readonly buffer: RfcBuffer
  readonly words: TriggerWords
  readonly control: Pick<ControlBlock, 'parkAll'>
  readonly probe: Probe
}

export class CpuTrigger {
  /** Taken over at the doorbell: where it is false, a trigger costs a write one branch. */
  armed = false
  private trigger: Trigger | undefined
  /** the CPU's count when it last looked at its doorbell */
  private overrun = 0
  /** byte address of the body of the event that was last committed; -1: none */
  private newest = -1

  constructor(private readonly parts: CpuTriggerParts) {}

  /** To be called at each look at the doorbell. */
  follow(): void {
    const { words, cpu } = this.parts
    const trigger = words.trigger
    const isHere = trigger?.cpu === undefined || trigger.cpu === cpu
    this.trigger = trigger
    this.armed = trigger !== undefined && words.state !== TriggerState.stopped && (isHere || trigger.after !== 0)
    this.overrun = this.countedOverrun
  }

  /** To be called after each write where it is armed. @param code what the ring's `write` gave */
  wrote(code: number): void {
    const { words } = this.parts
    if (code >= 0) this.newest = code
    const { state } = words
    if (state === TriggerState.armed) {
      if (this.happened(code) && words.claim()) this.hit()
    } else if (code >= 0 && isCounted(state) && words.countDown() && state === TriggerState.counting) this.stop()
  }

  private hit(): void {
    const { words, cpu } = this.parts
    words.tell(cpu, this.newestEvent())
    if (this.trigger?.after) words.beginCounting()
    // the others have counted since the claim
    if (words.isCounted) this.stop()
  }

  /** tracing_off() where it happened; then everybody is parked, so that no reader and no tracer's reset takes out of the rings what is in them. */
  private stop(): void {
    const { buffer, words, control, probe } = this.parts
    if (!words.claimStop()) return
    recordDisable(buffer, probe)
    words.stop()
    control.parkAll()
  }

  private happened(code: number): boolean {
    const { trigger } = this
    if (!trigger || (trigger.cpu !== undefined && trigger.cpu !== this.parts.cpu)) return false
    switch (trigger.on) {
      case 'overrun':
        return this.countedOverrun !== this.overrun
      case 'full':
        return code === Refused.full
      case 'event':
        return code >= 0 && this.isEvent(code, trigger)
      case 'stamp':
        return code >= 0 && this.stampOf(code) >= trigger.atLeast
    }
  }

  private isEvent(body: number, { type, field }: Extract<Trigger, { on: 'event' }>): boolean {
    const { buffer } = this.parts
    const event = body - EventAt.body
    if (buffer.s16At(event + EventAt.type) !== type) return false
    if (!field) return true
    const { offset, bytes, equals } = field
    if (EventAt.body + offset + bytes > buffer.eventLength(event)) return false
    for (let byte = 0; byte < bytes; byte++) {
      if (buffer.u8[body + offset + byte] !== ((equals >>> (8 * byte)) & 0xff)) return false
    }
    return true
  }

  /** the ledger's word, which only this CPU raises: a reset does not touch it */
  private get countedOverrun(): number {
    const { buffer, cpu } = this.parts
    return buffer.f64[buffer.slotF64(cpu) + SlotF64.overrun] as number
  }

  private stampOf(body: number): number {
    const { buffer } = this.parts
    const event = body - EventAt.body
    return (buffer.wordAt(event + EventAt.counterHi) >>> 0) * 2 ** 32 + (buffer.wordAt(event + EventAt.counterLo) >>> 0)
  }

  private newestEvent(): TriggerHit['event'] {
    if (this.newest < 0) return undefined
    const { pageSize, pagesPerCpu, layout } = this.parts.buffer
    const at = this.newest - EventAt.body - layout.pagesAt
    const page = Math.floor(at / pageSize)
    // ring r owns the pages r * pagesPerCpu and following, see layout.ts
    return {
      ring: Math.floor(page / pagesPerCpu),
      page: page % pagesPerCpu,
      offset: at % pageSize,
      ts: this.stampOf(this.newest),
    }
  }
}

/** While the one that hit it still tells of it, the others count already. */
function isCounted(state: TriggerState): boolean {
  return state === TriggerState.hit || state === TriggerState.counting
}

/** What a writer writes, a trigger sees: for the writers of interrupts. */
export function watched(writer: EventWriter, trigger: CpuTrigger): EventWriter {
  return {
    write(type, length, words, wordAt) {
      const code = writer.write(type, length, words, wordAt)
      if (trigger.armed) trigger.wrote(code)
      return code
    },
  }
}
