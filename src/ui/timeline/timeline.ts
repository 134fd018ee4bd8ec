/** The timeline's decisions, its lanes, and what it showed last: what one acts on is what one sees. */
import type { Window } from '../../merge/windows.ts'
import { Slices } from '../slices.ts'
import type { WholeRings } from '../whole-rings.ts'
import { FollowWindow } from './follow-window.ts'
import type { Painted } from './hit-test.ts'
import { Lanes } from './lanes.ts'
import type { LaneSource } from './lanes.ts'
import { createTimelineStore, forgetTimes } from './timeline-store.ts'
import { centredOn, contains } from './window-moves.ts'

/** ms between two moves of a window that follows: more often is not seen. All lanes move together, so that many of them move less often */
const FOLLOW_MS = 30
const MANY_LANES = 32
const LEAST_OFTEN_MS = 120

function paceOf(lanes: number): number {
  return Math.min(LEAST_OFTEN_MS, FOLLOW_MS * Math.max(1, lanes / MANY_LANES))
}

const EMPTY: Window = { from: 0, to: 1e6 }

export class Timeline {
  readonly store = createTimelineStore()
  readonly lanes: Lanes
  /** the window as it was decided, or where it follows, as it was in the frame before */
  shown: Window = EMPTY
  /** as painted last, for hit-testing; undefined where there is no picture */
  painted: Painted | undefined
  /** where the pointer stands over the picture, 0 … 1 of the window, which moves below it: keys act there */
  pointer: number | undefined
  /** changes with every decision that the picture shows */
  version = 0
  /** changes with what the lanes hold */
  synced = ''
  private advancedMs = -Infinity
  private follow = new FollowWindow()
  private readonly slices = new Slices((isOver) => this.walk(isOver))

  constructor(
    readonly source: LaneSource,
    whole: WholeRings,
    private readonly onChange: () => void,
  ) {
    this.lanes = new Lanes(source, whole)
    this.store.subscribe(({ window }) => {
      // what is pressed next, in the same frame perhaps, goes on from here
      if (window) this.shown = window
      this.change()
    })
    source.store.subscribe((state, before) => {
      if (state.boot !== before.boot && before.boot > 0) this.forget()
      if (state.selection === before.selection) return
      this.change()
      const ts = state.selection?.event?.ts
      if (ts !== undefined && !this.isFollowing && !contains(this.shown, ts))
        this.store.setState({ window: centredOn(this.shown, ts) })
    })
  }

  get isFollowing(): boolean {
    return this.store.getState().window === undefined
  }

  /** Once per frame, before it is painted. A window that follows what runs moves no more often than is seen. */
  advance(nowMs: number): void {
    const { store, captures, log } = this.source
    const { running, config } = store.getState()
    if (this.isFollowing && running && nowMs - this.advancedMs < paceOf(config.cpus)) return
    this.advancedMs = nowMs
    this.lanes.sync()
    if (this.lanes.isWalking) this.slices.wake()
    this.synced = `${captures.version} ${log.version} ${this.lanes.slices}`
    const { window } = this.store.getState()
    this.shown = window ?? this.follow.next(this.lanes.all, nowMs) ?? EMPTY
  }

  private walk(isOver: () => boolean): boolean {
    const isDone = this.lanes.walk(isOver)
    this.onChange()
    // words are told once all is known
    if (isDone) this.store.setState({})
    return isDone
  }

  private forget(): void {
    this.follow = new FollowWindow()
    this.pointer = undefined
    forgetTimes(this.store)
  }

  private change(): void {
    this.version++
    this.onChange()
  }
}
