/** What the panel says in words. */
import type { SlotCapture } from '../../ring/capture.ts'
import type { PageOf } from '../../store/selection.ts'
import { formatDuration } from '../numbers.ts'
import type { PageParts } from '../rings/page-parts.ts'
import { typeOfItem, wordOfItem } from './page-items.ts'
import type { PageItem } from './page-items.ts'
import type { FieldContext } from './item-fields.ts'
import type { PageWords, ShownPage } from './shown-page.ts'

/** `CPU 2 snapshot page 3, head, tail` */
export function nameOfPage({ cpu, page, snapshot, head, tail }: PageOf & Partial<PageWords>): string {
  const words = [
    `CPU ${cpu}${snapshot ? ' snapshot' : ''} page ${page}`,
    head === undefined ? '' : 'head',
    tail === undefined ? '' : 'tail',
  ]
  return words.filter((word) => word !== '').join(', ')
}

/** `committed 256 + padding 0 + free 0 = 256`, what is being written only while there is something. */
export function sumOfParts(parts: PageParts): string {
  const { committed, reserved, free, size } = parts
  const terms = [
    `committed ${committed}`,
    reserved > committed ? `being written ${reserved - committed}` : '',
    `padding ${size - free}`,
    `free ${free - reserved}`,
  ]
  return `${terms.filter((term) => term !== '').join(' + ')} = ${size}`
}

/** From when it is: the machine's time, which stamps of a replayed trace do not tell. @param latest false: a younger one could not be had */
export function whenWords({ takenNs, running }: PageWords, held: boolean, latest: boolean): string {
  const when = `${formatDuration(takenNs)} into the run`
  if (held) return `held as of ${when}`
  if (!latest) return `as it was ${when}`
  return running ? `sampled ${when}` : 'as it is'
}

/** `event 3 of 7, read`; what is no event by what it is. */
export function itemWords(item: PageItem, { items }: ShownPage): string {
  if (item.kind !== 'event') return wordOfItem(item)
  const events = items.filter(({ kind }) => kind === 'event')
  return `event ${events.indexOf(item) + 1} of ${events.length}${item.consumed ? ', read' : ''}`
}

/** @param wasRead it is in the log */
export function goneWords(wasRead: boolean): string {
  return wasRead
    ? 'This event was read, and its bytes were written over since.'
    : 'This event is gone: overrun or erased before it was read, or read and not listed.'
}

/** Who holds the slot's lock, and its interrupts. */
export function slotWords(cpu: number, capture: SlotCapture, running: boolean): string {
  const { irqsOff, pendingIrqs, layout } = capture
  // a CPU that runs holds its own lock just for the capture
  const lockHolder = running && capture.lockHolder === cpu ? undefined : capture.lockHolder
  const holder =
    lockHolder === undefined ? 'free' : lockHolder < layout.cpus ? `held by CPU ${lockHolder}` : 'held by the reader'
  return `CPU ${cpu}: lock ${holder}, irqs ${irqsOff ? 'off' : 'on'}, ${pendingIrqs} pending`
}

export function turnWords({ page, turns, pushedLost }: PageWords): string {
  const lost = pushedLost > 0 ? `, ${pushedLost} lost when it was last pushed out` : ''
  return `page ${page}: the tail entered it ${turns} ${turns === 1 ? 'time' : 'times'}${lost}`
}

/** Type and words of an item, as a line. */
export function itemLine(item: PageItem, page: ShownPage, { types }: FieldContext): string {
  const type = typeOfItem(item, types)
  return [type?.name, itemWords(item, page)].filter(Boolean).join(', ')
}
