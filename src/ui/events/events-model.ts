/**
 * The event list behind its panel: which rows there are, which of them are shown, found and picked. It lives as long as the page, so that
 * commands act on it and a panel that is opened again is as it was left. Looking at rows is done in slices; who draws is told at most a few
 * times a second, and at once of what a person did.
 */
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { LogRows } from '../../store/log-rows.ts'
import type { RingsideState } from '../../store/ringside-store.ts'
import type { Session } from '../../store/session.ts'
import type { WholeRings } from '../whole-rings.ts'
import { createEventsStore } from './events-store.ts'
import type { EventsState } from './events-store.ts'
import { ListPart } from './list-part.ts'
import type { RowTests } from './list-part.ts'
import { ListPlace } from './list-place.ts'
import { ListRows } from './list-rows.ts'
import { RowPicks } from './row-picks.ts'
import { RowPrinter } from './row-printer.ts'
import { rowTests } from './row-tests.ts'
import { RowsAfter } from './rows-after.ts'
import { RowsOut } from './rows-out.ts'
import { Slices } from '../slices.ts'
import { UnreadList } from './unread-list.ts'

/** ms between two drawings of what changes by itself: lists that are read by people follow no faster */
const PERIOD_MS = 200

export class EventsModel {
  readonly store = createEventsStore()
  readonly unread = new UnreadList()
  readonly rows: ListRows
  readonly place: ListPlace
  readonly picks: RowPicks
  readonly out: RowsOut
  /** counts how often the search field was asked for */
  searchCalls = 0
  private changes = 0
  /** rows that were there before are still to be looked at */
  private isBusy = false
  /** the log's version that the rows of what is unread go on from */
  private unreadAfter = -1
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()
  private readonly slices = new Slices((isOver) => this.advance(isOver))

  constructor(
    private readonly session: Session,
    private readonly whole: WholeRings,
  ) {
    this.rows = new ListRows(new ListPart(session.log), new ListPart(this.unread.log))
    this.place = new ListPlace(this.rows)
    this.picks = new RowPicks(session, this.rows, (reveal) => {
      this.out.said = ''
      if (reveal !== undefined) this.goTo(reveal)
      this.notify()
    })
    this.out = new RowsOut(session, this, () => this.notify())
    session.log.subscribe(() => this.onLog())
    whole.subscribe(() => this.onBytes(session.store.getState()))
    session.store.subscribe((state, before) => this.onState(state, before))
    this.store.subscribe((state, before) => this.onDecisions(state, before))
  }

  /** changes with everything that can be seen; for useSyncExternalStore */
  get version(): number {
    return this.changes
  }
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  get printer(): RowPrinter {
    return new RowPrinter(this.session.types, this.counts)
  }
  /** the clock numbers events instead of telling the time */
  get counts(): boolean {
    return this.session.store.getState().config.clock === 'counter'
  }
  /** of all rows, how many have been looked at: 0 … 1 */
  get share(): number {
    return Math.min(this.rows.read.share, this.rows.unread.share)
  }

  /** The search field is to have the focus, as soon as it is there. */
  callSearch(): void {
    this.searchCalls++
    this.notify()
  }

  /** To the next match or the one before; from the newest that was read back where no row is picked. */
  stepMatch(by: 1 | -1): void {
    const { rows } = this
    if (rows.length > 0) this.picks.step(by, rows.numberAt(Math.max(0, rows.readEnd - 1)))
  }

  private goTo(number: number): void {
    this.place.reveal(number)
    this.store.setState({ follow: false })
  }

  private onLog(): void {
    if (this.session.log.length === 0) this.beginAnew()
    this.slices.wake()
    this.notifyLater()
  }

  /** The log was cleared: another machine. */
  private beginAnew(): void {
    this.out.abort()
    this.unread.clear()
    this.rows.hasNote = false
    this.picks.picked = undefined
    this.look()
  }

  private onState(state: RingsideState, before: RingsideState): void {
    if (state.selection !== before.selection) this.picks.adopt(state.selection, true)
    if (state.registrations !== before.registrations) this.look()
    const atRest = !state.running && state.readout !== undefined
    if (state.running !== before.running || state.readout !== before.readout) this.listUnread(atRest, state)
  }

  /** What could not be listed before. */
  private onBytes(state: RingsideState): void {
    if (state.running || !this.unread.lacksBytes) return
    this.unread.clear()
    this.listUnread(true, state)
  }

  private onDecisions(state: EventsState, before: EventsState): void {
    const { text, onlyMatches, hiddenCpus, hiddenTypes } = state
    const sameFilter =
      hiddenCpus === before.hiddenCpus && hiddenTypes === before.hiddenTypes && onlyMatches === before.onlyMatches
    if (!sameFilter || (onlyMatches && text !== before.text)) this.look()
    else if (text !== before.text) this.look(true)
    this.notify()
  }

  /** What is shown and found is looked for anew. @param onlySearch what is shown stays as it is */
  private look(onlySearch = false): void {
    this.isBusy = true
    const tests = this.tests()
    for (const part of [this.rows.read, this.rows.unread]) {
      if (onlySearch) part.search(tests.search)
      else part.look(tests)
    }
    this.slices.wake()
  }

  private tests(): RowTests {
    return rowTests({ decisions: this.store.getState(), types: this.session.types, printer: this.printer })
  }

  /** What is unread can be listed while it stands still. */
  private listUnread(atRest: boolean, { readout, config, selection }: RingsideState): void {
    this.rows.hasNote = (readout?.ledger.buffered ?? 0) > 0
    if (!atRest && this.unread.log.length === 0) return this.notifyLater()
    const captures = Array.from({ length: config.cpus }, (_, cpu) => this.session.captures.latest(cpu))
    const known = captures.filter((capture) => capture !== undefined)
    // most steps change nothing of it
    const isListed = atRest && this.rows.hasNote && this.unreadAfter === this.session.log.version
    if (isListed && this.unread.isOf(known)) return this.notifyLater()
    this.unreadAfter = this.session.log.version
    this.out.abortUnread()
    this.unread.clear()
    // what one was looking at moves on
    if (!atRest && this.place.isUnread) this.store.setState({ follow: true })
    if (atRest && this.rows.hasNote && known.length === captures.length) {
      const { types, lapNs, log } = this.session
      const rows = new LogRows(types, lapNs, offsetsInForce(config))
      const rings = known.flatMap((_, cpu) => this.whole.of(cpu) ?? [])
      this.unread.begin(known, rings, new RowsAfter(log, rows, config.cpus))
    }
    this.rows.unread.look(this.tests())
    this.isBusy = true
    this.slices.wake()
    if (selection?.event) this.picks.adopt(selection, false)
    this.notify()
  }

  private advance(isOver: () => boolean): boolean {
    const { read, unread } = this.rows
    const listed = this.unread.advance(isOver)
    const done = read.advance(isOver) && unread.advance(isOver) && listed
    // what was waited for is shown at once
    if (done && this.isBusy) this.notify()
    else this.notifyLater()
    this.isBusy = !done
    return done
  }

  private notifyLater(): void {
    this.timer ??= setTimeout(() => this.notify(), PERIOD_MS)
  }

  private notify(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.changes++
    for (const listener of this.listeners) listener()
  }
}
