/** What of the page goes into a link, and comes out of one: each part checks what it is given, since anyone can write a link. */
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { ViewParts } from '../../store/link.ts'
import type { PageOf } from '../../store/selection.ts'
import { applyEventsLink, eventsLink } from '../events/events-store.ts'
import { applyRingsLink, ringsLink } from '../rings/rings-store.ts'
import { applyTimelineLink, timelineLink } from '../timeline/timeline-store.ts'
import type { View } from '../view.ts'
import { isPanel, reveal } from './shell-store.ts'
import type { ShownSituation } from './shell-store.ts'

/** What is as it is at first is left out. */
export function describeView({ session, shell, timeline, events, rings }: View): ViewParts {
  const { lower, situation } = shell.getState()
  const { selection } = session.store.getState()
  return withoutEmpty({
    ...(lower !== 'Events' && { panel: lower }),
    ...(selection && { page: [selection.cpu, selection.page, selection.snapshot ? 1 : 0] }),
    ...(situation && { situation: [situation.card, situation.at] }),
    timeline: timelineLink(timeline.store),
    rings: ringsLink(rings.getState()),
    events: eventsLink(events.store.getState()),
  })
}

/** @param parts from a link: what makes no sense is left as it is at first; of a panel or a page that is not there it is said */
export function applyView({ session, shell, timeline, events, rings }: View, parts: ViewParts): void {
  const { panel } = parts
  if (isPanel(panel)) reveal(shell, panel)
  else if (panel !== undefined)
    session.warn(`The link asks for a panel '${String(panel)}', which this page does not have.`)
  const page = readPage(parts['page'])
  const wrong = page && whyNoPage(page, session.store.getState().config)
  if (wrong !== undefined) session.warn(`The link asks for ${wrong}`)
  else if (page) session.store.setState({ selection: page })
  const situation = readSituation(parts['situation'])
  if (situation) shell.setState({ situation })
  if (isObject(parts['timeline'])) applyTimelineLink(timeline.store, parts['timeline'])
  if (isObject(parts['rings'])) applyRingsLink(rings, parts['rings'])
  if (isObject(parts['events'])) events.store.setState(applyEventsLink(parts['events']))
}

function whyNoPage({ cpu, page, snapshot }: PageOf, config: MachineConfig): string | undefined {
  const { cpus, pagesPerCpu } = config
  if (cpu >= cpus) return `a page of CPU ${cpu}; there are CPUs 0 to ${cpus - 1}.`
  if (page >= pagesPerCpu) return `page ${page} of CPU ${cpu}; its rings have pages 0 to ${pagesPerCpu - 1}.`
  if (snapshot && !config.snapshot) return `a page of CPU ${cpu}’s snapshot; this machine has none.`
  return undefined
}

function withoutEmpty(parts: ViewParts): ViewParts {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => !isObject(part) || Object.keys(part).length > 0))
}

function isObject(part: unknown): part is object {
  return typeof part === 'object' && part !== null
}

function readPage(part: unknown): PageOf | undefined {
  if (!Array.isArray(part) || !part.every((each) => Number.isInteger(each) && each >= 0)) return undefined
  const [cpu, page, snapshot] = part as number[]
  if (cpu === undefined || page === undefined) return undefined
  return { cpu, page, snapshot: snapshot === 1 }
}

/** Whether there is such a card is known where it is shown. */
function readSituation(part: unknown): ShownSituation | undefined {
  if (!Array.isArray(part)) return undefined
  const [card, at] = part as unknown[]
  return typeof card === 'string' && typeof at === 'number' ? { card, at } : undefined
}
