interface Change {
  word?: string
  from?: number
  to?: number
  page?: { cpu: number; page: number; offset: number; before: readonly number[] }
}

/** `cpu2.tail 208 → 240`, `CPU 2 page 5 byte 208 to 239` */
export function changeWords({ word, from, to, page }: Change): string {
  if (!page) return `${word} ${from} → ${to}`
  const last = page.offset + page.before.length - 1
  const bytes = last === page.offset ? `byte ${page.offset}` : `bytes ${page.offset} to ${last}`
  return `CPU ${page.cpu} page ${page.page} ${bytes}`
}
