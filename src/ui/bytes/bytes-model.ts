/**
 * The page inspector behind its panel: which page is shown, as it was when, and which of its bytes the keys act at. It lives as long as the
 * page, so that commands act on it and a panel that is opened again is as it was left; pages are looked at only while a panel is open.
 */
import { createStore } from 'zustand/vanilla'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import type { ChangedBytes } from '../../recording/changed-bytes.ts'
import type { RingsideState } from '../../store/ringside-store.ts'
import type { PageOf, Selection } from '../../store/selection.ts'
import { isSamePage, pageOf } from '../../store/selection.ts'
import type { Session } from '../../store/session.ts'
import { chosenOn } from './chosen.ts'
import type { Chosen, Cursor, Followed } from './chosen.ts'
import type { FieldContext } from './item-fields.ts'
import { LargePages } from './large-pages.ts'
import type { PageSource, ReadPage } from './large-pages.ts'
import { indexOfItem, itemAt } from './page-items.ts'
import { capturedBytes, isOnPage, pageWords, shownPage } from './shown-page.ts'
import type { ShownPage } from './shown-page.ts'

export interface BytesState {
  /** what is followed, and of which ring, while no page is selected */
  readonly follow: Followed
  readonly ring: { readonly cpu: number; readonly snapshot: boolean }
  /** undefined: where there is room */
  readonly ascii: boolean | undefined
  /** the shown page stays as it is while the machine runs on */
  readonly held: boolean
  readonly cursor: Cursor | undefined
  readonly shown: ShownPage | undefined
  /** a page that is being read, in place of the one that is shown */
  readonly reading: PageOf | undefined
  /** why it cannot be read */
  readonly problem: string | undefined
}

const NOTHING = { held: false, cursor: undefined, shown: undefined, reading: undefined, problem: undefined } as const

export class BytesModel {
  readonly store = createStore<BytesState>(() => ({
    follow: 'head',
    ring: { cpu: 0, snapshot: false },
    ascii: undefined,
    ...NOTHING,
  }))
  private readonly large: LargePages
  private panels = 0

  constructor(private readonly session: PageSource & Pick<Session, 'types'> & Partial<Pick<Session, 'stepping'>>) {
    this.large = new LargePages(session, (page) => this.take(page))
    session.store.subscribe((state, before) => this.onState(state, before))
  }

  /** A panel shows it. @returns what ends that */
  open(): () => void {
    this.panels++
    this.look()
    return () => {
      this.panels--
      // another time it would be shown for a moment as if it were of then
      if (this.panels === 0 && !this.store.getState().held) this.store.setState({ shown: undefined })
    }
  }

  contextOf(cpu: number): FieldContext {
    const { config } = this.session.store.getState()
    return {
      types: this.session.types,
      counts: config.clock === 'counter',
      offsetNs: offsetsInForce(config)[cpu] ?? 0,
    }
  }

  get chosen(): Chosen | undefined {
    const { shown, cursor, follow } = this.store.getState()
    return (
      shown && chosenOn(shown, { selection: this.selection, cursor, follow, changedAt: this.changedOn(shown)[0]?.at })
    )
  }
  /** What the op that is shown has changed on this page; nothing where nobody steps. */
  changedOn({ ring, page }: Pick<ShownPage, 'ring' | 'page'>): readonly ChangedBytes[] {
    const changed = this.session.stepping?.run?.changed ?? []
    return changed.filter((bytes) => bytes.ring === ring && bytes.page === page)
  }

  /** The end of the ring that is shown; the same again stays at the page. */
  followEnd(follow: Followed): void {
    const { shown, follow: before, ring } = this.store.getState()
    const isFollowed = this.selection === undefined && before === follow
    this.store.setState({ follow, ring: shown ?? ring, held: false })
    if (isFollowed && shown) this.select(pageAlone(shown))
    else this.select(undefined)
    this.look()
  }

  /** Another page, of any ring; while an end is followed and only the ring is another, that ring's end. */
  goTo(to: Partial<PageOf>): void {
    const { shown } = this.store.getState()
    if (!shown) return
    const page = { ...pageAlone(shown), ...to }
    if (this.selection || to.page !== undefined) return this.select(page)
    const { follow } = this.store.getState()
    this.store.setState({ ring: page, held: false, follow: follow === 'step' ? 'head' : follow })
    this.look()
  }

  stepPage(by: 1 | -1): void {
    const { shown } = this.store.getState()
    if (shown) this.goTo({ page: (shown.page + by + shown.pages) % shown.pages })
  }

  hold(): void {
    const { held, shown } = this.store.getState()
    this.store.setState({ held: !held && shown !== undefined })
    this.look()
  }

  /** Chooses a byte, and with it the item that it is of: an event becomes the one selection. */
  moveTo(at: number): void {
    const { shown } = this.store.getState()
    if (!shown) return
    const { ring, page } = shown
    const item = itemAt(shown.items, at)
    const event = item?.kind === 'event' && item.event ? { ring, offset: item.at, ts: item.event.ts } : undefined
    this.store.setState({ cursor: { ring, page, at } })
    const next = event ? { ...pageAlone(shown), event } : pageAlone(shown)
    if (!isSame(this.selection, next)) this.select(next)
  }

  stepItem(by: 1 | -1): void {
    const { shown } = this.store.getState()
    const { chosen } = this
    if (!shown || !chosen) return
    const next = shown.items[indexOfItem(shown.items, chosen.item?.at ?? chosen.at) + by]
    if (next) this.moveTo(next.at)
  }

  private get selection(): Selection | undefined {
    return this.session.store.getState().selection
  }

  private select(selection: Selection | undefined): void {
    this.session.store.setState({ selection })
  }

  private onState(state: RingsideState, before: RingsideState): void {
    if (state.boot !== before.boot) {
      this.store.setState({ ...NOTHING, ring: { cpu: 0, snapshot: false } })
    }
    if (state.config.mode !== before.config.mode)
      this.store.setState({ follow: state.config.mode === 'step' ? 'step' : 'head' })
    const { selection } = state
    const { held, shown } = this.store.getState()
    // who looks at another page holds this one no longer
    if (held && selection && shown && !isOnPage(selection, shown)) this.store.setState({ held: false })
    if (state.readout !== before.readout || selection !== before.selection) this.look()
  }

  /** Shows the page as it is now. */
  private look(): void {
    const { held, shown } = this.store.getState()
    if (this.panels === 0 || held) return
    const of = this.wanted()
    const { captures } = this.session
    const capture = captures.latest(of.cpu)
    const moment = { takenNs: captures.takenNs(of.cpu) ?? 0, running: this.session.store.getState().running }
    const words = capture && pageWords(capture, of, moment)
    if (!capture || !words) return this.store.setState({ shown: undefined, reading: undefined, problem: undefined })
    const bytes = capturedBytes(capture, of)
    if (bytes) return this.store.setState({ shown: shownPage(words, bytes), reading: undefined, problem: undefined })
    // one that is followed is read anew all the time: that is nothing to be told
    const told = this.selection !== undefined && !(shown && isSamePage(shown, of))
    this.store.setState({ reading: told ? of : undefined })
    this.large.read(words)
  }

  /** A page of a large ring has come; meanwhile another may be looked at. */
  private take({ shown, problem }: ReadPage): void {
    const { held, ring } = this.store.getState()
    if (this.panels === 0 || held) return
    if (!shown) return this.store.setState({ reading: undefined, problem })
    const { selection } = this
    const isWanted = selection ? isOnPage(selection, shown) : ring.cpu === shown.cpu && ring.snapshot === shown.snapshot
    if (isWanted) this.store.setState({ shown, reading: undefined, problem: undefined })
  }

  private wanted(): PageOf {
    const { follow, ring } = this.store.getState()
    const { captures } = this.session
    const { selection } = this
    if (selection) return pageOf(selection, captures.latest(selection.cpu))
    const stepped = follow === 'step' ? this.pageStepped() : undefined
    if (stepped) return stepped
    const capture = captures.latest(ring.cpu)
    const followed = ring.snapshot ? capture?.snapshot() : capture?.live()
    const page = follow === 'head' ? followed?.headPage : followed?.tailPage
    return { cpu: ring.cpu, snapshot: ring.snapshot, page: page ?? 0 }
  }

  /** The page that an op has changed; where the one that is shown has changed none, the page that one before it has. */
  private pageStepped(): PageOf | undefined {
    const run = this.session.stepping?.run
    const changed = run?.lastChanged[0]
    if (!run || !changed) return undefined
    const cpu = changed.ring % run.cpus
    const snapshot = this.session.captures.latest(cpu)?.liveRing !== changed.ring
    return { cpu, snapshot, page: changed.page }
  }
}

function pageAlone({ cpu, page, snapshot }: PageOf): PageOf {
  return { cpu, page, snapshot }
}

function isSame(selection: Selection | undefined, other: Selection): boolean {
  if (!selection || !isSamePage(selection, other)) return false
  const [a, b] = [selection.event, other.event]
  return a?.ring === b?.ring && a?.offset === b?.offset && a?.ts === b?.ts
}
