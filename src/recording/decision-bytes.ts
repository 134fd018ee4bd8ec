/**
 * Decisions as few bytes, for links and files. Each begins with a byte: its kind in the low three bits, above them the seat (31: it follows, less
 * 31). Numbers are varints, seven bits to a byte from the lowest on; a number that may be negative is folded (0, -1, 1, -2, …).
 *
 *   0 step   1 steps of one seat: how many more than two   2 interrupt   3 NMI   6 enable   7 kill
 *   5 disable, where the seat is 0; else the next stamp of CPU seat - 1: it follows
 *   4 call: its kind; how many arguments; each, folded; of the body 0 (none), or 1 + 2 × its length, + 1 where the bytes follow:
 *     those that do not are 0, 1, 2, …
 */
import { Call } from '../control/control-block.ts'
import type { Decision, QueuedCall } from './decision.ts'

const Kind = { step: 0, steps: 1, irq: 2, nmi: 3, begin: 4, disable: 5, enable: 6, kill: 7 } as const
const KIND_BITS = 3
const FAR_SEAT = 31
/** of a body; no page is larger */
const MAX_BODY = 32768
const MAX_DECISIONS = 2 ** 20

export function decisionBytes(decisions: readonly Decision[]): Uint8Array {
  const out: number[] = []
  for (let at = 0; at < decisions.length; at++) {
    const decision = decisions[at] as Decision
    const steps = stepsFrom(decisions, at)
    if (steps > 1 && decision.do === 'step') {
      head(out, Kind.steps, decision.seat)
      putVarint(out, steps - 2)
      at += steps - 1
    } else put(out, decision)
  }
  return Uint8Array.from(out)
}

/** @param cpus the reader's seat @throws RangeError for what no machine of so many CPUs can be asked */
export function decisionsOf(bytes: Uint8Array, cpus: number): Decision[] {
  const decisions: Decision[] = []
  const reader = new Varints(bytes)
  while (!reader.atEnd) take(reader, cpus, decisions)
  return decisions
}

/** How many steps of one seat stand there. */
function stepsFrom(decisions: readonly Decision[], from: number): number {
  const first = decisions[from] as Decision
  if (first.do !== 'step') return 0
  let end = from + 1
  for (let next = decisions[end]; next?.do === 'step' && next.seat === first.seat; next = decisions[end]) end++
  return end - from
}

function put(out: number[], decision: Decision): void {
  switch (decision.do) {
    case 'step':
      return head(out, Kind.step, decision.seat)
    case 'interrupt':
      return head(out, decision.nmi ? Kind.nmi : Kind.irq, decision.cpu)
    case 'begin':
      head(out, Kind.begin, decision.seat)
      return putCall(out, decision.call)
    case 'stamp':
      head(out, Kind.disable, decision.cpu + 1)
      return putVarint(out, decision.ns)
    case 'kill':
      return head(out, Kind.kill, decision.cpu)
    case 'disable':
    case 'enable':
      return head(out, Kind[decision.do], 0)
  }
}

function putCall(out: number[], { kind, args, body }: QueuedCall): void {
  putVarint(out, kind)
  putVarint(out, args.length)
  for (const arg of args) putVarint(out, arg < 0 ? -arg * 2 - 1 : arg * 2)
  if (!body) return putVarint(out, 0)
  const counts = body.every((byte, at) => byte === (at & 0xff))
  putVarint(out, 1 + body.length * 2 + (counts ? 0 : 1))
  if (!counts) for (const byte of body) out.push(byte)
}

function take(from: Varints, cpus: number, out: Decision[]): void {
  const first = from.byte()
  const kind = first & ((1 << KIND_BITS) - 1)
  const near = first >> KIND_BITS
  const seat = near === FAR_SEAT ? FAR_SEAT + from.varint() : near
  const lastSeat = kind <= Kind.steps || kind === Kind.begin || kind === Kind.disable ? cpus : cpus - 1
  if (seat > lastSeat) throw new RangeError(`actor ${seat} is not there`)
  switch (kind) {
    case Kind.step:
      return void out.push({ do: 'step', seat })
    case Kind.steps:
      return takeSteps(seat, from.varint() + 2, out)
    case Kind.irq:
    case Kind.nmi:
      return void out.push({ do: 'interrupt', cpu: seat, nmi: kind === Kind.nmi })
    case Kind.begin:
      return void out.push({ do: 'begin', seat, call: possible(takeCall(from), seat, cpus) })
    case Kind.kill:
      return void out.push({ do: 'kill', cpu: seat })
    case Kind.disable:
      return void out.push(seat === 0 ? { do: 'disable' } : { do: 'stamp', cpu: seat - 1, ns: from.varint() })
    default:
      out.push({ do: 'enable' })
  }
}

function takeSteps(seat: number, count: number, out: Decision[]): void {
  if (out.length + count > MAX_DECISIONS) throw new RangeError(`${count} steps are more than are ever kept`)
  for (let left = count; left > 0; left--) out.push({ do: 'step', seat })
}

function takeCall(from: Varints): QueuedCall {
  const kind = from.varint()
  const args = Array.from({ length: Math.min(from.varint(), 8) }, () => {
    const folded = from.varint()
    return folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2
  })
  const told = from.varint()
  if (told === 0) return { kind, args }
  const length = Math.floor((told - 1) / 2)
  if (length > MAX_BODY) throw new RangeError(`no event has a body of ${length} bytes`)
  const follows = (told - 1) % 2 === 1
  const body = follows ? from.bytes(length) : Uint8Array.from({ length }, (_, at) => at & 0xff)
  return { kind, args, body }
}

const READER_CALLS: readonly number[] = [Call.consume, Call.peek, Call.read, Call.snapshot, Call.reset]

/** @throws RangeError where this actor cannot be called for that */
function possible(call: QueuedCall, seat: number, cpus: number): QueuedCall {
  const { kind, args, body } = call
  const [first = 0] = args
  const takesCpu = kind === Call.snapshot || kind === Call.reset
  const isOfCpu = takesCpu ? first < cpus : kind === Call.write && body !== undefined && first >= 0 && first <= 0xffff
  const isOfReader = READER_CALLS.includes(kind) && (!takesCpu || first < cpus)
  if (seat < cpus ? isOfCpu : isOfReader) return call
  throw new RangeError(`actor ${seat} cannot be called for that`)
}

function head(out: number[], kind: number, seat: number): void {
  const near = Math.min(seat, FAR_SEAT)
  out.push((near << KIND_BITS) | kind)
  if (near === FAR_SEAT) putVarint(out, seat - FAR_SEAT)
}

export function putVarint(out: number[], value: number): void {
  for (; value > 0x7f; value = Math.floor(value / 0x80)) out.push((value % 0x80) | 0x80)
  out.push(value)
}

export class Varints {
  private at = 0

  constructor(private readonly from: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.from.length
  }
  byte(): number {
    const byte = this.from[this.at++]
    if (byte === undefined) throw new RangeError('it is cut off')
    return byte
  }
  bytes(length: number): Uint8Array {
    if (this.at + length > this.from.length) throw new RangeError('it is cut off')
    return this.from.slice(this.at, (this.at += length))
  }
  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      if (scale > 2 ** 45) throw new RangeError('a number has no end')
    }
  }
}
