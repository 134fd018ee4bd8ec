/** What a link asked for when the page was opened, and links to what is there now. */
import { makeLink } from './link.ts'
import type { Link, ViewParts } from './link.ts'
import type { RingsideStore } from './ringside-store.ts'
import type { UrlParameters } from './url-parameters.ts'

export class Links {
  /** What is shown now, as the page says it; nothing until there is a page. */
  viewParts: () => ViewParts = () => ({})

  constructor(
    private readonly store: RingsideStore,
    readonly asked: UrlParameters,
  ) {}

  /** @param address of this page */
  make(address: string): Link {
    return makeLink(address, this.store.getState().config, this.viewParts())
  }
}
