/**
 * Of each invariant the first op of a branch at which it fails. A second recording walks over the log, op by op, as far as it goes; what was looked
 * at is never looked at again, so stepping costs one look per op, and only at the CPUs that the op may have concerned:
 *
 *   its words changed · the actor that did the op is this CPU, or holds this CPU's lock · nothing could be said of it so far
 */
import { seatMovedBy, standOf } from '../recording/actor-stands.ts'
import type { ActorStand } from '../recording/actor-stands.ts'
import { Recording } from '../recording/recording.ts'
import { FIRST_READER } from '../ring/slot-lock.ts'
import { INVARIANTS, stateOf } from './all-invariants.ts'
import type { InvariantState } from './all-invariants.ts'
import { CpusOfWords } from './cpus-of-words.ts'
import { isWitness, worst } from './invariant.ts'
import type { CpuInvariant, Verdict } from './invariant.ts'
import { Moment } from './moment.ts'
import type { Conditions, ConsumedEvent } from './moment.ts'

export interface FirstFailure {
  /** the first op at which it failed; 0: before the first */
  readonly op: number
  readonly witness: string
}

export interface FailuresParts {
  /** of the branch: its memory before the first op, and its log */
  readonly recording: Pick<Recording, 'log' | 'firstWords' | 'image'>
  readonly conditions: Conditions
  /** what the branch's reader was given with exactly this op */
  readonly consumedAt: (op: number) => readonly ConsumedEvent[]
}

export class FirstFailures {
  /** by the invariant's id */
  readonly found = new Map<string, FirstFailure>()
  private readonly walked: Recording
  private readonly moment: Moment
  private readonly stands: ActorStand[]
  private readonly consumed: ConsumedEvent[] = []
  private readonly words: CpusOfWords
  /** by the invariant's id, as last looked at: by CPU, or one */
  private readonly verdicts = new Map<string, Verdict[]>()

  constructor(private readonly parts: FailuresParts) {
    const { recording, conditions } = parts
    const { options } = recording.image
    this.walked = new Recording(options, recording.firstWords, recording.log)
    const { image } = this.walked
    this.moment = new Moment(image, conditions)
    this.stands = Array.from({ length: image.cpus + 1 }, (_, seat) => standOf(recording.log, 0, seat))
    this.moment.stands = this.stands
    this.moment.consumed = this.consumed
    this.words = new CpusOfWords(image)
    this.look(new Set(this.moment.cpus.map(({ cpu }) => cpu)), true)
  }

  /** ops looked at so far */
  get seen(): number {
    return this.walked.position
  }

  /** Looks at so many further ops, or up to the log's end. @returns true: there is no further one */
  scan(most: number): boolean {
    for (let ops = 0; ops < most && this.seen < this.walked.length; ops++) this.next()
    return this.seen === this.walked.length
  }

  /** What holds at the last op that was looked at. */
  states(): InvariantState[] {
    return INVARIANTS.map((invariant) => stateOf(invariant, worst(this.verdictsOf(invariant.id))))
  }

  /** Whether some invariant fails at this op for the first time. Looks at all ops before it. */
  failsFirstAt(op: number): boolean {
    this.scan(op - this.seen)
    return [...this.found.values()].some((failure) => failure.op === op)
  }

  private next(): void {
    const { walked, parts } = this
    walked.seek(walked.position + 1)
    const op = walked.position
    const concerned = this.words.changedBy(walked.log, op)
    for (const cpu of this.concernedBy(this.moveStand(op))) concerned.add(cpu)
    const given = parts.consumedAt(op)
    this.consumed.push(...given)
    this.look(concerned, given.length > 0)
  }

  /** @returns the seat of who did the op, or was ended by it */
  private moveStand(op: number): number {
    const { log } = this.walked
    const moved = seatMovedBy(log, op)
    if (moved !== undefined) this.stands[moved] = standOf(log, op, moved)
    return moved ?? log.seatOf(op)
  }

  private concernedBy(seat: number): number[] {
    const { cpus } = this.moment
    const isOwn = (holder: number): boolean => (seat === cpus.length ? holder >= FIRST_READER : holder === seat)
    return cpus
      .filter(({ cpu, lockHolder }) => cpu === seat || (lockHolder !== undefined && isOwn(lockHolder)))
      .map(({ cpu }) => cpu)
  }

  private look(concerned: ReadonlySet<number>, hasConsumed: boolean): void {
    for (const cpu of concerned) this.moment.cpus[cpu]?.look()
    for (const invariant of INVARIANTS) {
      if (invariant.of === 'cpu') this.lookAtCpus(invariant, concerned)
      else if (invariant.of === 'buffer' || hasConsumed) this.note(invariant.id, 0, invariant.check(this.moment))
    }
  }

  private lookAtCpus({ id, check }: CpuInvariant, concerned: ReadonlySet<number>): void {
    const verdicts = this.verdictsOf(id)
    for (const cpu of this.moment.cpus) {
      if (concerned.has(cpu.cpu) || verdicts[cpu.cpu] === 'not-now') this.note(id, cpu.cpu, check(cpu))
    }
  }

  private note(id: string, cpu: number, verdict: Verdict): void {
    this.verdictsOf(id)[cpu] = verdict
    if (isWitness(verdict) && !this.found.has(id)) this.found.set(id, { op: this.seen, witness: verdict.witness })
  }

  private verdictsOf(id: string): Verdict[] {
    const known = this.verdicts.get(id)
    if (known) return known
    const none: Verdict[] = []
    this.verdicts.set(id, none)
    return none
  }
}
