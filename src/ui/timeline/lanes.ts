/**
 * All that the timeline shows of the CPUs: what was read, what is unread, and where events are missing. Brought up to date once per frame, at a cost that
 * depends on what is new, not on what is there.
 */
import type { Session } from '../../store/session.ts'
import type { EventRef } from '../../store/selection.ts'
import type { Window } from '../../merge/windows.ts'
import { completeRun } from './common-window.ts'
import type { Remembered } from './common-window.ts'
import { familyCodes } from './families.ts'
import { ReadIndex } from './read-index.ts'
import type { ReadLane } from './read-index.ts'
import type { WholeRings } from '../whole-rings.ts'
import { NOTHING_READ, PAGE_SPAN, UnreadLane } from './unread-lane.ts'
import type { LastRead } from './unread-lane.ts'

export interface Lane {
  readonly cpu: number
  readonly read: ReadLane
  readonly unread: UnreadLane
}

/** bytes of rings that are walked while they move: beyond it lanes show only what was read, until the machine stands still */
const MOST_BYTES = 524_288

export type LaneSource = Pick<Session, 'log' | 'captures' | 'types' | 'store'>

export class Lanes {
  all: readonly Lane[] = []
  /** changes when the lanes begin anew: with each machine, when the list of events does, and when types get other names */
  generation = ''
  /** rings that stand still are still to be walked, by `walk` */
  isWalking = false
  /** changes with each slice of that */
  slices = 0
  private index: ReadIndex | undefined
  private synced = ''

  constructor(
    private readonly source: LaneSource,
    private readonly whole: WholeRings,
  ) {}

  sync(): void {
    const { log, captures, store } = this.source
    const { boot, registrations, config } = store.getState()
    const generation = `${boot} ${registrations} ${config.cpus} ${log.generation}`
    const key = `${generation} ${log.version} ${captures.version} ${this.whole.version}`
    if (key === this.synced) return
    this.synced = key
    if (generation !== this.generation) this.begin(generation, config.cpus)
    this.index?.sync()
    this.syncUnread()
  }

  /** Goes on with rings that stand still. @returns whether all are walked */
  walk(isOver: () => boolean): boolean {
    this.isWalking = !this.all.every(({ unread }) => unread.advance(isOver))
    this.slices++
    return !this.isWalking
  }

  /** From the oldest event to the newest; undefined where there is none. */
  extent(): Window | undefined {
    let [from, to] = [Infinity, -Infinity]
    for (const lane of this.all) {
      const [read, unread] = [stretchOf(lane.read), stretchOf(lane.unread)]
      from = Math.min(from, read?.from ?? Infinity, unread?.from ?? Infinity)
      to = Math.max(to, read?.to ?? -Infinity, unread?.to ?? -Infinity)
    }
    return from <= to ? { from, to } : undefined
  }

  /** Where an event lies or lay, by its number in its lane. */
  refOf({ cpu, read, unread }: Lane, isUnread: boolean, number: number): EventRef | undefined {
    const ts = (isUnread ? unread : read).events.at('ts', number)
    const where = (isUnread ? unread : read).events.at('where', number)
    if (Number.isNaN(where)) return undefined
    if (isUnread) return { cpu, ts, ring: unread.ring, page: Math.floor(where / PAGE_SPAN), offset: where % PAGE_SPAN }
    const row = this.source.log.row(where - this.source.log.first)
    return row?.kind === 'event' ? { cpu, ts, ...row.place } : undefined
  }

  private begin(generation: string, cpus: number): void {
    const { types, log } = this.source
    this.generation = generation
    const code = familyCodes((type) => types.get(type)?.family ?? 'other')
    const index = new ReadIndex(log, cpus, code)
    this.index = index
    this.all = index.lanes.map((read, cpu) => ({ cpu, read, unread: new UnreadLane(code) }))
  }

  private syncUnread(): void {
    const { captures, store } = this.source
    const bytes = this.all.reduce((sum, { cpu }) => sum + (captures.latest(cpu)?.ringBytes(0).length ?? 0), 0)
    const mayMove = bytes <= MOST_BYTES
    const walks = mayMove || !store.getState().running
    for (const lane of this.all) {
      const ring = walks ? this.whole.of(lane.cpu) : undefined
      if (ring) lane.unread.update(ring, this.lastRead(lane))
      else lane.unread.forget()
      if (mayMove && bytes > 0) lane.unread.advance(() => false)
    }
    this.isWalking = !this.all.every(({ unread }) => unread.isWalked)
  }

  private lastRead(lane: Lane): LastRead {
    const { events } = lane.read
    const ref = events.length > 0 ? this.refOf(lane, false, events.end - 1) : undefined
    return ref ? { ts: ref.ts, place: ref } : NOTHING_READ
  }
}

/** From the oldest to the newest event kept. */
export function stretchOf({ events }: Pick<ReadLane, 'events'>): Window | undefined {
  if (events.length === 0) return undefined
  return { from: events.at('ts', events.first), to: events.at('ts', events.end - 1) }
}

/** What a ring remembers; nothing, until it is walked to its end. */
export function completeOf({ cpu, unread }: Lane): Remembered {
  const stretch = unread.known ? stretchOf(unread) : undefined
  return { cpu, complete: stretch && completeRun(stretch, unread.gaps) }
}
