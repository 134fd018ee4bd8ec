/**
 * A trigger stops the recording where something happens, and what led up to it stays in the rings: a flight recorder. Its words in shared memory:
 *
 *   main thread, while all are parked        the CPU to which it happens, right after its write
 *   ---------------------------------        --------------------------------------------------
 *   store the condition, state := armed
 *   doorbell                      ────►      condition met: state from armed to hit, the first wins
 *                                            store who, when and where
 *                                            `after` more events of all CPUs: each takes 1 off `left`
 *                                 ◄────      disable recording, state := stopped, park everybody
 *
 * The condition never changes under a CPU that runs, so that nothing here has to be taken back.
 */
import { BLOCK_ALIGN } from '../ring/arena.ts'

export type TriggerCondition =
  /** unread events of a full ring are overwritten */
  | { on: 'overrun' }
  /** a write is refused because the ring is full */
  | { on: 'full' }
  /** an event of this type is committed, and where asked the integer at these bytes of its body equals */
  | { on: 'event'; type: number; field?: { offset: number; bytes: 1 | 2 | 4; equals: number } }
  /** an event is committed whose stamp is this one or a later one; ns, or a count with the clock `counter` */
  | { on: 'stamp'; atLeast: number }

export type Trigger = TriggerCondition & {
  /** only there; default: on any CPU */
  cpu?: number
  /** how many events more, over all CPUs, are recorded behind it; default 0 */
  after?: number
}

/** Where and when it happened. */
export interface TriggerHit {
  cpu: number
  /** the newest event of that CPU then, which for `event` and `stamp` is the one; undefined: it had written none since the trigger was armed */
  event: { ring: number; page: number; offset: number; ts: number } | undefined
  /** events that are still to be recorded behind it; 0: the recording has stopped */
  left: number
  /** it holds one level of disable(), until that is enabled or the trigger set anew */
  holds: boolean
}

export const TriggerState = { off: 0, armed: 1, hit: 2, counting: 3, stopped: 4 } as const
export type TriggerState = (typeof TriggerState)[keyof typeof TriggerState]

const ON = ['overrun', 'full', 'event', 'stamp'] as const

/** Int32 indices; those from `cpu` on stand still while CPUs run */
const Word = {
  state: 0,
  left: 1,
  holds: 2,
  hitCpu: 3,
  hasEvent: 4,
  ring: 5,
  page: 6,
  offset: 7,
  cpu: 8,
  after: 9,
  on: 10,
  type: 11,
  fieldBytes: 12,
  fieldOffset: 13,
  equals: 14,
} as const
/** Float64 indices */
const WordF64 = { hitTs: 8, atLeast: 9 } as const
export const TRIGGER_BYTES = BLOCK_ALIGN

export class TriggerWords {
  private readonly i32: Int32Array
  private readonly f64: Float64Array

  /** @param at byte offset in the control block */
  constructor(buffer: ArrayBufferLike, at: number) {
    this.i32 = new Int32Array(buffer, at, TRIGGER_BYTES / 4)
    this.f64 = new Float64Array(buffer, at, TRIGGER_BYTES / 8)
  }

  get state(): TriggerState {
    return Atomics.load(this.i32, Word.state) as TriggerState
  }

  // ---- the main thread's side

  /** While all are parked. @param trigger undefined: none */
  set(trigger: Trigger | undefined): void {
    const { i32, f64 } = this
    i32.fill(0)
    if (!trigger) return
    i32[Word.cpu] = trigger.cpu ?? -1
    i32[Word.after] = trigger.after ?? 0
    i32[Word.left] = trigger.after ?? 0
    i32[Word.on] = ON.indexOf(trigger.on)
    if (trigger.on === 'stamp') f64[WordF64.atLeast] = trigger.atLeast
    if (trigger.on === 'event') {
      const { type, field } = trigger
      i32[Word.type] = type
      i32[Word.fieldBytes] = field?.bytes ?? 0
      i32[Word.fieldOffset] = field?.offset ?? 0
      i32[Word.equals] = field?.equals ?? 0
    }
    // publishes the words above; partner: the loads behind the doorbell, in `state`
    Atomics.store(i32, Word.state, TriggerState.armed)
  }

  /** Somebody has enabled what it had disabled. */
  letGo(): void {
    Atomics.store(this.i32, Word.holds, 0)
  }

  /** undefined: it has not happened. Late by nature. */
  get hit(): TriggerHit | undefined {
    const { i32, f64, state } = this
    if (state !== TriggerState.counting && state !== TriggerState.stopped) return undefined
    const word = (at: number): number => i32[at] as number
    const place = { ring: word(Word.ring), page: word(Word.page), offset: word(Word.offset) }
    return {
      cpu: word(Word.hitCpu),
      event: word(Word.hasEvent) ? { ...place, ts: f64[WordF64.hitTs] as number } : undefined,
      left: state === TriggerState.stopped ? 0 : Math.max(Atomics.load(i32, Word.left), 1),
      holds: Atomics.load(i32, Word.holds) !== 0,
    }
  }

  // ---- a CPU's side

  /** @returns undefined where there is none; a new object each time */
  get trigger(): Trigger | undefined {
    const { i32, f64 } = this
    if (this.state === TriggerState.off) return undefined
    const word = (at: number): number => i32[at] as number
    const common = { after: word(Word.after), ...(word(Word.cpu) >= 0 && { cpu: word(Word.cpu) }) }
    const on = ON[word(Word.on)] ?? 'overrun'
    if (on === 'stamp') return { ...common, on, atLeast: f64[WordF64.atLeast] as number }
    if (on !== 'event') return { ...common, on }
    const bytes = word(Word.fieldBytes) as 0 | 1 | 2 | 4
    const field = { offset: word(Word.fieldOffset), equals: word(Word.equals) }
    return { ...common, on, type: word(Word.type), ...(bytes && { field: { ...field, bytes } }) }
  }

  /** @returns whether this CPU is the first */
  claim(): boolean {
    return Atomics.compareExchange(this.i32, Word.state, TriggerState.armed, TriggerState.hit) === TriggerState.armed
  }
  /** After `claim`. */
  tell(cpu: number, event: TriggerHit['event']): void {
    const { i32, f64 } = this
    i32[Word.hitCpu] = cpu
    i32[Word.hasEvent] = event ? 1 : 0
    i32[Word.ring] = event?.ring ?? 0
    i32[Word.page] = event?.page ?? 0
    i32[Word.offset] = event?.offset ?? 0
    f64[WordF64.hitTs] = event?.ts ?? 0
  }
  /** After `tell`: all CPUs count their events. */
  beginCounting(): void {
    // publishes what was told; partner: the load of `state` in `hit`
    Atomics.store(this.i32, Word.state, TriggerState.counting)
  }
  /** @returns whether enough is recorded with this event */
  countDown(): boolean {
    return Atomics.sub(this.i32, Word.left, 1) <= 1
  }
  /** Whether enough was recorded before `beginCounting`. */
  get isCounted(): boolean {
    return Atomics.load(this.i32, Word.left) <= 0
  }
  /** @returns whether this CPU is the one to disable recording */
  claimStop(): boolean {
    return Atomics.compareExchange(this.i32, Word.holds, 0, 1) === 0
  }
  /** After `claimStop`, recording has been disabled. */
  stop(): void {
    // publishes what was told; partner: the load of `state` in `hit`
    Atomics.store(this.i32, Word.state, TriggerState.stopped)
  }
}
