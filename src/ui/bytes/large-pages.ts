/**
 * Pages of rings that are too large to be captured with their bytes: the reader copies the page under the lock. Its words are of the capture before;
 * that the page was the same is seen by the capture after: the tail has not entered it again.
 *
 *   capture ── words │ reader copies the page │ capture ── the same turn? then all that was committed before is in the copy
 */
import type { Session } from '../../store/session.ts'
import { pageWords, shownPage } from './shown-page.ts'
import type { PageWords, ShownPage } from './shown-page.ts'

/** the session, as far as pages are read from it */
export type PageSource = Pick<Session, 'store' | 'captures' | 'pageBytes' | 'state'>

const TOO_FAST = 'The page is written over faster than it can be read.'

export interface ReadPage {
  readonly shown?: ShownPage
  readonly problem: string | undefined
}

export class LargePages {
  private isReading = false
  private next: PageWords | undefined

  constructor(
    private readonly session: PageSource,
    private readonly onRead: (page: ReadPage) => void,
  ) {}

  /** One at a time; of those that are asked for meanwhile, the last. */
  read(words: PageWords): void {
    this.next = words
    if (!this.isReading) void this.readAll()
  }

  private async readAll(): Promise<void> {
    this.isReading = true
    for (let words = this.next; words; words = this.next) {
      this.next = undefined
      const page = await this.readOne(words)
      if (page) this.onRead(page)
    }
    this.isReading = false
  }

  /** @returns undefined where another machine has come meanwhile */
  private async readOne(words: PageWords): Promise<ReadPage | undefined> {
    const { session } = this
    const { boot } = session.store.getState()
    try {
      const bytes = await session.pageBytes(words.cpu, words.page, words)
      if (words.running) await session.state(false) // takes captures that are younger than the copy
      if (session.store.getState().boot !== boot) return undefined
      const capture = session.captures.latest(words.cpu)
      const after = capture && pageWords(capture, words, words)
      // the next readout asks again
      if (after?.ring !== words.ring || after.turns !== words.turns) return { problem: TOO_FAST }
      return { shown: shownPage(words, bytes), problem: undefined }
    } catch (error) {
      if (session.store.getState().boot !== boot) return undefined
      return { problem: error instanceof Error ? error.message : String(error) }
    }
  }
}
