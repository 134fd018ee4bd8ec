/** A CPU that writes flat out, and now and then captures its own slot: between two events everything must add up, whatever the reader does. */
import { captureSlot, SlotCapture } from '../capture.ts'
import { noProbe } from '../probe.ts'
import type { Point, Probe } from '../probe.ts'
import { SlotI32 } from '../rfc/layout.ts'
import { RfcWriter } from '../rfc/write.ts'
import { SlotLocks } from '../slot-lock.ts'
import { Refused } from '../trace-buffer.ts'
import { restComplaintsOf } from './check-capture.ts'
import { Hammer, Outcome } from './hammer.ts'
import type { HammerMemory } from './hammer.ts'
import { fillBody, lengthOf } from './hammer-body.ts'

export interface WriterJob {
  memory: HammerMemory
  cpu: number
  /** where it stops for ever, as if it had ended there */
  stop?: { point: Point; hit: number }
}

export type WriterMessage = 'rests' | 'stopped'

/** attempts from one capture to the next */
const CAPTURE_EVERY = 61
const TOO_BIG_EVERY = 499
/** refusals in a row: about what a reader that has a core needs to make room many times over */
const PATIENCE = 1000

export function run({ memory, cpu, stop }: WriterJob, post: (message: WriterMessage) => void): void {
  const cpuOf = new HammeringCpu(new Hammer(memory), cpu, stop ? stopAt(stop, post) : noProbe)
  for (let round = 1; round <= memory.plan.rounds; round++) {
    cpuOf.writeRound(round)
    post('rests')
  }
}

class HammeringCpu {
  private readonly log: Uint8Array
  /** for captures: these are no part of a write */
  private readonly locks: SlotLocks
  private readonly writer: RfcWriter
  private readonly capture: SlotCapture
  private readonly words = new Int32Array(256)
  private readonly body = { seq: 0, refused: 0 }
  /** in a row */
  private refusals = 0

  constructor(
    private readonly hammer: Hammer,
    private readonly cpu: number,
    probe: Probe,
  ) {
    const { buffer, actors, clock } = hammer
    this.log = hammer.log(cpu)
    this.locks = new SlotLocks(buffer.i32, actors, cpu)
    this.writer = new RfcWriter(buffer, { cpu, clock, locks: new SlotLocks(buffer.i32, actors, cpu, probe), probe })
    this.capture = SlotCapture.allocate(buffer.layout)
  }

  writeRound(round: number): void {
    const { hammer } = this
    hammer.awaitRound(round)
    for (let attempt = 0; attempt < hammer.plan.attemptsPerRound && !hammer.hasReaderRested(round); attempt++) {
      this.refusals = this.attempt() ? 0 : this.refusals + 1
      if (this.refusals % PATIENCE === PATIENCE - 1) hammer.letOthersWork(round)
      if (attempt % CAPTURE_EVERY === 0) this.captureOwnSlot()
    }
    hammer.writerRests()
  }

  /** @returns whether it was committed */
  private attempt(): boolean {
    const { body, words, hammer } = this
    body.seq++
    const length = body.seq % TOO_BIG_EVERY === 0 ? 1000 : lengthOf(body.seq, hammer.plan.longest)
    fillBody(words, length, body)
    const code = this.writer.write(1, length, words, 0)
    this.log[body.seq] = outcomeOf(code)
    if (code === Refused.disabled || code === Refused.tooBig) body.refused++
    return code >= 0
  }

  private captureOwnSlot(): void {
    const { buffer } = this.hammer
    const lockAt = buffer.slotI32(this.cpu) + SlotI32.lock
    this.locks.acquire(lockAt, this.cpu)
    captureSlot(buffer, this.cpu, this.capture)
    this.locks.release(lockAt, this.cpu)
    const complaints = restComplaintsOf(this.capture)
    if (complaints.length > 0) throw new Error(`CPU ${this.cpu} at attempt ${this.body.seq}: ${complaints.join('; ')}`)
  }
}

function stopAt(stop: { point: Point; hit: number }, post: (message: WriterMessage) => void): Probe {
  const forever = new Int32Array(new SharedArrayBuffer(4))
  let hits = 0
  return (point) => {
    if (point !== stop.point || ++hits !== stop.hit) return
    post('stopped')
    Atomics.wait(forever, 0, 0)
  }
}

function outcomeOf(code: number): number {
  if (code >= 0) return Outcome.committed
  if (code === Refused.disabled) return Outcome.disabled
  return code === Refused.tooBig ? Outcome.tooBig : Outcome.full
}
