import { FIRST_READER, holderOf } from '../../ring/slot-lock.ts'

interface Change {
  word?: string
  from?: number
  to?: number
  page?: { cpu: number; page: number; offset: number; before: readonly number[] }
}

/** `cpu2.tail 208 → 240`, `CPU 2 page 5 byte 208 to 239` */
export function changeWords({ word, from, to, page }: Change): string {
  if (!page) return word?.endsWith('.lock') ? lockWords(word, from, to) : `${word} ${from} → ${to}`
  const last = page.offset + page.before.length - 1
  const bytes = last === page.offset ? `byte ${page.offset}` : `bytes ${page.offset} to ${last}`
  return `CPU ${page.cpu} page ${page.page} ${bytes}`
}

/** `cpu1.lock free → CPU 1`: its releases, which it counts as well, are nobody's business here. */
function lockWords(word: string, from = 0, to = 0): string {
  return `${word} ${holderWords(from)} → ${holderWords(to)}`
}

function holderWords(lock: number): string {
  const holder = holderOf(lock)
  if (holder === undefined) return 'free'
  return holder >= FIRST_READER ? 'reader' : `CPU ${holder}`
}
