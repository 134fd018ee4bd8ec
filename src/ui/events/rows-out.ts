/** Copying and saving of rows: one at a time, with what is to be said about it. */
import type { Session } from '../../store/session.ts'
import type { EventsModel } from './events-model.ts'
import { UNREAD_FROM } from './list-rows.ts'
import { copyText, fileText } from './rows-text.ts'
import type { Range } from './rows-text.ts'
import { saveBlob } from '../save-blob.ts'

const FILE_NAME = 'ringside-events.txt'

export class RowsOut {
  /** of what is being made, how much is: 0 … 1; undefined: nothing is */
  share: number | undefined
  /** how the last one ended, '' before the first */
  said = ''
  private making: { abort: AbortController; hasUnread: boolean } | undefined

  constructor(
    private readonly session: Session,
    private readonly model: Pick<EventsModel, 'rows' | 'picks' | 'printer' | 'counts'>,
    private readonly onChange: () => void,
  ) {}

  /** What is copied or saved: the rows that are picked where they are several, else all that are shown. */
  get range(): Range {
    const { picks, rows } = this.model
    const picked = picks.range()
    return picked && picked.end - picked.from > 1 ? picked : { from: 0, end: rows.length }
  }

  /** The picked rows onto the clipboard; one row is enough here. */
  async copy(): Promise<void> {
    const { rows, printer, picks } = this.model
    const range = picks.range()
    if (!range) return
    await this.make(range, async (making) => {
      const text = copyText({ rows, printer, range }, making)
      // given to the clipboard as a promise: where a click allows copying, it does so for a moment only
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
      return `copied ${countWords(range)}`
    })
  }

  async save(): Promise<void> {
    const { rows, printer, counts } = this.model
    const { range } = this
    const { cpus } = this.session.store.getState().config
    await this.make(range, async (making) => {
      saveBlob(await fileText({ rows, printer, range }, making, { cpus, counts }), FILE_NAME)
      return `saved ${countWords(range)}`
    })
  }

  abort(): void {
    this.making?.abort.abort()
  }

  /** What is listed of the rings changes: lines of two states would be one text. */
  abortUnread(): void {
    if (this.making?.hasUnread) this.abort()
  }

  private async make(
    range: Range,
    act: (making: { signal: AbortSignal; onProgress: (share: number) => void }) => Promise<string>,
  ): Promise<void> {
    this.abort()
    const abort = new AbortController()
    const making = { abort, hasUnread: this.model.rows.numberAt(range.end - 1) >= UNREAD_FROM }
    this.making = making
    this.tell(0, '')
    const onProgress = (share: number): void => {
      if (this.making === making) this.tell(share, '')
    }
    const said = await act({ signal: abort.signal, onProgress }).catch(() =>
      abort.signal.aborted ? 'cancelled' : 'not allowed to copy',
    )
    if (this.making !== making) return
    this.making = undefined
    this.tell(undefined, said)
  }

  private tell(share: number | undefined, said: string): void {
    this.share = share
    this.said = said
    this.onChange()
  }
}

function countWords({ from, end }: Range): string {
  return end - from === 1 ? '1 row' : `${end - from} rows`
}
