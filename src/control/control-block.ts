/**
 * The control block: how the main thread tells the workers what to do. A worker that writes flat out, or sleeps, receives no messages,
 * so commands are words here. Each actor has a *seat*: CPU c sits on seat c, the reader on seat `cpus`.
 *
 *   main thread                                   worker, between two events
 *   -----------                                   --------------------------
 *   store what is wanted (run, rates, a call …)
 *   doorbell + 1, notify            ──────────►   doorbell is not what I heard last? look at everything that can be wanted
 *                                   ◄──────────   heard := that doorbell
 *
 * Whoever rests (sleeps until the next event is due, is parked, or has had its turn) makes `beat` even, and odd before it goes on: who finds the
 * same even beat before and after a copy knows that this actor stored nothing in between.
 *
 * A resize makes the rings anew, which no word can hand over: `rings` says by number which memory is in force. An actor that works over another
 * one leaves its loop at the next look; its thread then hears the message that brings the new memory.
 *
 * An actor's number (slot-lock.ts) names it in lock words. CPUs keep theirs; each reader that is booted gets a new one, because a lock
 * that the reader before it died with must stay recognisable.
 */
import { allocateMemory, BLOCK_ALIGN } from '../ring/arena.ts'
import { ACTORS, FIRST_READER } from '../ring/slot-lock.ts'
import type { ActorWords } from '../ring/slot-lock.ts'
import { THREADS } from './actor-place.ts'
import type { ActorPlace } from './actor-place.ts'
import { placeControl, SEAT_WORDS } from './control-places.ts'
import { Gate, GATE_WORDS } from './gate.ts'

/** Words for all, as indices of the Int32Array. */
const Global = {
  run: 0,
  readerKind: 1,
  readerActor: 2,
  loop: 3,
  paceSerial: 4,
  rings: 5,
  /** of the maximum below; a lock takes two words (slot-lock.ts) */
  latencyLock: 6,
} as const

/** Words for all, as indices of the Float64Array from `numbersAt`. */
const Numbers = {
  /** a trace's time `traceBase` belongs to the machine's time `machineBase`; from there on `speed` recorded ns pass per ns */
  traceBase: 0,
  machineBase: 1,
  speed: 2,
  /** events per second of a synthetic workload, per CPU */
  rate: 3,
  /** events or passes per second of the reader */
  readerRate: 4,
  /** of what was consumed, as the reader has counted: see merge/true-order.ts */
  inversions: 5,
  ties: 6,
  /** the largest latency that a tracer has seen; 0 ns: none so far */
  latencyNs: 7,
  latencyCpu: 8,
  latencyStartNs: 9,
} as const

/** Words of a seat. */
const Seat = {
  doorbell: 0,
  heard: 1,
  beat: 2,
  status: 3,
  captureWanted: 4,
  captureDone: 5,
  callSerial: 6,
  callDone: 7,
  callKind: 8,
  endWanted: 9,
  args: 10,
} as const
/** Float64 indices within a seat, on words that the Int32s above leave free. */
const SeatF64 = {
  /** per write, over the last batch; 0 writes: none was measured so far */
  writeNs: 13,
  writes: 14,
  /** where a replay stands, in its trace's time */
  position: 15,
} as const

/** away: it has left its loop and its rings, and waits for a message that brings others */
export const Status = { booting: 0, running: 1, parked: 2, idle: 3, ended: 4, away: 5 } as const
export type Status = (typeof Status)[keyof typeof Status]

export const ReaderKind = { none: 0, consume: 1, iterate: 2 } as const
export type ReaderKind = (typeof ReaderKind)[keyof typeof ReaderKind]

/** What an actor can be called to do, between its own events. Arguments are integers; a body goes through the seat's mailbox. */
export const Call = {
  /** type, bytes; the body in the mailbox */
  write: 1,
  /** how many events at most */
  consume: 2,
  peek: 3,
  /** 1: the snapshot, how many events at most */
  read: 4,
  /** CPU or -1, 1: reset the other snapshots */
  snapshot: 5,
  /** CPU or -1 */
  reset: 6,
  /** CPU, page, 1: of the snapshot */
  page: 7,
  /** all that is unread, by iterator */
  unread: 8,
  stats: 9,
  /** CPU: all pages of its live ring */
  ring: 10,
} as const
export type Call = (typeof Call)[keyof typeof Call]

/** Modelled by the tracer; `startNs`: when the stretch was due, in ns of the machine's time. */
export interface MaximumLatency {
  ns: number
  cpu: number
  startNs: number
}

export interface Pace {
  traceBase: number
  machineBase: number
  speed: number
  rate: number
  readerRate: number
  loop: boolean
}

export class ControlBlock {
  readonly i32: Int32Array
  private readonly f64: Float64Array
  private readonly u8: Uint8Array
  readonly actors: ActorWords
  /** byte offsets */
  readonly timeAt: number
  readonly counterAt: number
  private readonly numbersAt: number
  private readonly seatsAt: number
  private readonly mailboxesAt: number
  private readonly mailboxBytes: number
  private readonly gatesAt: number

  constructor(
    readonly buffer: ArrayBufferLike,
    readonly cpus: number,
    pageSize: number,
    private readonly place: ActorPlace = THREADS,
  ) {
    const places = placeControl(cpus, pageSize)
    this.i32 = new Int32Array(buffer)
    this.u8 = new Uint8Array(buffer)
    this.f64 = new Float64Array(buffer)
    this.numbersAt = places.numbersAt >>> 3
    this.actors = {
      dead: new Int32Array(buffer, places.deadAt, ACTORS),
      waitsFor: new Int32Array(buffer, places.waitsAt, ACTORS),
    }
    this.timeAt = places.clockAt
    this.counterAt = places.clockAt + BLOCK_ALIGN
    this.seatsAt = places.seatsAt
    this.mailboxesAt = places.mailboxesAt
    this.mailboxBytes = places.mailboxBytes
    this.gatesAt = places.gatesAt
  }

  static allocate(cpus: number, pageSize: number, place: ActorPlace = THREADS): ControlBlock {
    const memory = allocateMemory(placeControl(cpus, pageSize).totalBytes, place.shared)
    const block = new ControlBlock(memory, cpus, pageSize, place)
    Atomics.store(block.i32, Global.readerActor, FIRST_READER)
    return block
  }

  get readerSeat(): number {
    return this.cpus
  }
  /** In step mode. */
  gate(seat: number): Gate {
    return new Gate(this.buffer, this.gatesAt + seat * GATE_WORDS * 4)
  }
  actorOf(seat: number): number {
    return seat < this.cpus ? seat : Atomics.load(this.i32, Global.readerActor)
  }
  /** A new reader takes the seat: it answers to a new number. @returns false when the numbers are used up */
  renewReader(): boolean {
    const next = Atomics.load(this.i32, Global.readerActor) + 1
    if (next >= ACTORS) return false
    Atomics.store(this.i32, Global.readerActor, next)
    return true
  }

  // ---- the main thread's side

  setRun(run: boolean): void {
    Atomics.store(this.i32, Global.run, run ? 1 : 0)
  }
  /** Between two events each; whoever calls it goes on to the end of what it does. */
  parkAll(): void {
    this.setRun(false)
    this.ringAll()
  }
  setPace(pace: Pace, readerKind: ReaderKind): void {
    this.f64[this.numbersAt + Numbers.traceBase] = pace.traceBase
    this.f64[this.numbersAt + Numbers.machineBase] = pace.machineBase
    this.f64[this.numbersAt + Numbers.speed] = pace.speed
    this.f64[this.numbersAt + Numbers.rate] = pace.rate
    this.f64[this.numbersAt + Numbers.readerRate] = pace.readerRate
    Atomics.store(this.i32, Global.loop, pace.loop ? 1 : 0)
    Atomics.store(this.i32, Global.readerKind, readerKind)
    // publishes the numbers above; partner: the load in paceSerial
    Atomics.add(this.i32, Global.paceSerial, 1)
  }
  /** Which memory of rings is in force; whoever works over another one leaves it. */
  setRings(serial: number): void {
    Atomics.store(this.i32, Global.rings, serial)
  }
  ring(seat: number): void {
    const at = this.seat(seat) + Seat.doorbell
    Atomics.add(this.i32, at, 1)
    Atomics.notify(this.i32, at)
    this.place.wake()
  }
  ringAll(): void {
    for (let seat = 0; seat <= this.cpus; seat++) this.ring(seat)
  }
  /** Has this actor looked since the bell was last rung? */
  hasHeard(seat: number): boolean {
    const at = this.seat(seat)
    return Atomics.load(this.i32, at + Seat.heard) === Atomics.load(this.i32, at + Seat.doorbell)
  }
  markDead(seat: number): void {
    const actor = this.actorOf(seat)
    Atomics.store(this.actors.dead, actor, 1)
    Atomics.notify(this.actors.dead, actor)
    this.ring(seat)
  }
  /** Asks the actor to end at the next look at its doorbell. */
  wantEnd(seat: number): void {
    Atomics.store(this.i32, this.seat(seat) + Seat.endWanted, 1)
    this.ring(seat)
  }
  /** A new actor takes the seat: nothing is wanted of it yet. */
  clearSeat(seat: number): void {
    const at = this.seat(seat)
    const beat = this.beat(seat)
    for (let word = 0; word < SEAT_WORDS; word++) Atomics.store(this.i32, at + word, 0)
    Atomics.store(this.i32, at + Seat.beat, beat + (beat & 1))
  }
  /** Asks the actor for a capture of its slot. */
  wantCapture(seat: number): void {
    Atomics.add(this.i32, this.seat(seat) + Seat.captureWanted, 1)
    this.ring(seat)
  }
  /** @returns the call's serial, which its result carries */
  call(seat: number, kind: Call, args: readonly number[], body?: Uint8Array): number {
    const at = this.seat(seat)
    if (body) this.u8.set(body, this.mailboxesAt + seat * this.mailboxBytes)
    args.forEach((arg, index) => Atomics.store(this.i32, at + Seat.args + index, arg))
    Atomics.store(this.i32, at + Seat.callKind, kind)
    const serial = Atomics.add(this.i32, at + Seat.callSerial, 1) + 1
    this.ring(seat)
    return serial
  }

  // ---- the worker's side

  doorbell(seat: number): number {
    return Atomics.load(this.i32, this.seat(seat) + Seat.doorbell)
  }
  setHeard(seat: number, doorbell: number): void {
    Atomics.store(this.i32, this.seat(seat) + Seat.heard, doorbell)
  }
  get runs(): boolean {
    return Atomics.load(this.i32, Global.run) !== 0
  }
  get rings(): number {
    return Atomics.load(this.i32, Global.rings)
  }
  get readerKind(): ReaderKind {
    return Atomics.load(this.i32, Global.readerKind) as ReaderKind
  }
  /** Changes with every setPace. */
  get paceSerial(): number {
    return Atomics.load(this.i32, Global.paceSerial)
  }
  get pace(): Pace {
    const number = (at: number): number => this.f64[this.numbersAt + at] as number
    return {
      traceBase: number(Numbers.traceBase),
      machineBase: number(Numbers.machineBase),
      speed: number(Numbers.speed),
      rate: number(Numbers.rate),
      readerRate: number(Numbers.readerRate),
      loop: Atomics.load(this.i32, Global.loop) !== 0,
    }
  }
  endWanted(seat: number): boolean {
    return Atomics.load(this.i32, this.seat(seat) + Seat.endWanted) !== 0
  }
  /** Where a replay stands, in ns of its trace's time. */
  setPosition(seat: number, ns: number): void {
    this.f64[this.seatF64(seat) + SeatF64.position] = ns
  }
  positionOf(seat: number): number {
    return this.f64[this.seatF64(seat) + SeatF64.position] as number
  }
  /** @param ns per write, over so many writes */
  setWriteTime(seat: number, ns: number, writes: number): void {
    this.f64[this.seatF64(seat) + SeatF64.writeNs] = ns
    this.f64[this.seatF64(seat) + SeatF64.writes] = writes
  }
  setStatus(seat: number, status: Status): void {
    Atomics.store(this.i32, this.seat(seat) + Seat.status, status)
  }
  /** Sleeps until the bell rings or `ms` have passed; to be called between `endWork` and `beginWork`. */
  sleep(seat: number, heard: number, ms: number): void {
    Atomics.wait(this.i32, this.seat(seat) + Seat.doorbell, heard, ms)
  }
  /** Makes the beat odd: from here on the actor may store. */
  beginWork(seat: number): void {
    Atomics.add(this.i32, this.seat(seat) + Seat.beat, 1)
  }
  /** Makes the beat even: nothing is stored from here on until the next `beginWork`. */
  endWork(seat: number): void {
    Atomics.add(this.i32, this.seat(seat) + Seat.beat, 1)
  }
  captureDue(seat: number): boolean {
    const at = this.seat(seat)
    return Atomics.load(this.i32, at + Seat.captureWanted) !== Atomics.load(this.i32, at + Seat.captureDone)
  }
  finishCapture(seat: number): void {
    const at = this.seat(seat)
    // publishes the capture's memory; partner: the load in captureDue on the main thread
    Atomics.store(this.i32, at + Seat.captureDone, Atomics.load(this.i32, at + Seat.captureWanted))
  }
  /** The call that waits for this actor, if any. */
  pendingCall(seat: number): { serial: number; kind: Call } | undefined {
    const at = this.seat(seat)
    const serial = Atomics.load(this.i32, at + Seat.callSerial)
    if (serial === Atomics.load(this.i32, at + Seat.callDone)) return undefined
    return { serial, kind: Atomics.load(this.i32, at + Seat.callKind) as Call }
  }
  arg(seat: number, index: number): number {
    return Atomics.load(this.i32, this.seat(seat) + Seat.args + index)
  }
  /** The mailbox as words: view over the control block's own memory, and the index of its first word. */
  mailboxWord(seat: number): number {
    return (this.mailboxesAt + seat * this.mailboxBytes) >>> 2
  }
  finishCall(seat: number, serial: number): void {
    Atomics.store(this.i32, this.seat(seat) + Seat.callDone, serial)
  }

  /** The reader's counts over all that it has consumed. */
  setOrder(order: { readonly inversions: number; readonly ties: number }): void {
    this.f64[this.numbersAt + Numbers.inversions] = order.inversions
    this.f64[this.numbersAt + Numbers.ties] = order.ties
  }

  /** Int32 index of the lock under which the maximum is raised. */
  get latencyLock(): number {
    return Global.latencyLock
  }
  /** Under the lock. */
  setLatency({ ns, cpu, startNs }: MaximumLatency): void {
    this.f64[this.numbersAt + Numbers.latencyCpu] = cpu
    this.f64[this.numbersAt + Numbers.latencyStartNs] = startNs
    this.f64[this.numbersAt + Numbers.latencyNs] = ns
  }

  // ---- what anyone may ask; late by nature

  get latency(): MaximumLatency {
    const number = (at: number): number => this.f64[this.numbersAt + at] as number
    return {
      ns: number(Numbers.latencyNs),
      cpu: number(Numbers.latencyCpu),
      startNs: number(Numbers.latencyStartNs),
    }
  }
  get order(): { inversions: number; ties: number } {
    const number = (at: number): number => this.f64[this.numbersAt + at] as number
    return { inversions: number(Numbers.inversions), ties: number(Numbers.ties) }
  }

  writeTimeOf(seat: number): { ns: number; writes: number } {
    const at = this.seatF64(seat)
    return { ns: this.f64[at + SeatF64.writeNs] as number, writes: this.f64[at + SeatF64.writes] as number }
  }

  status(seat: number): Status {
    return Atomics.load(this.i32, this.seat(seat) + Seat.status) as Status
  }
  beat(seat: number): number {
    return Atomics.load(this.i32, this.seat(seat) + Seat.beat)
  }
  /** The same by a read-modify-write, which orders the plain reads of a copy before it. */
  beatAfterCopy(seat: number): number {
    return Atomics.add(this.i32, this.seat(seat) + Seat.beat, 0)
  }
  /** the slot whose lock this actor waits for */
  waitsFor(seat: number): number | undefined {
    const slot = Atomics.load(this.actors.waitsFor, this.actorOf(seat))
    return slot === 0 ? undefined : slot - 1
  }

  private seatF64(seat: number): number {
    return (this.seatsAt >>> 3) + seat * (SEAT_WORDS / 2)
  }
  private seat(seat: number): number {
    return (this.seatsAt >>> 2) + seat * SEAT_WORDS
  }
}
