/** What a link asked for when the page was opened, and links to what is there now. */
import { makeLessonLink, makeLink } from './link.ts'
import type { Link, StepParts, ViewParts, Won } from './link.ts'
import type { RingsideStore } from './ringside-store.ts'
import type { UrlParameters } from './url-parameters.ts'

export class Links {
  /** What is shown now, as the page says it; nothing until there is a page. */
  viewParts: () => ViewParts = () => ({})

  /** @param steps what was stepped, up to where something was won, or to what is shown; undefined: the machine runs live */
  constructor(
    private readonly store: RingsideStore,
    readonly asked: UrlParameters,
    private readonly steps: (won?: Won) => Promise<StepParts | undefined>,
  ) {}

  /** @param address of this page */
  async make(address: string): Promise<Link> {
    const place = this.store.getState().lesson?.place
    const steps = await this.steps(place?.won)
    if (place) return makeLessonLink(address, place, steps)
    return makeLink(address, this.store.getState().config, this.viewParts(), steps)
  }
}
