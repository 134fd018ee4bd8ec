import { useEffect, useRef } from 'react'
import type { PointerEvent, RefObject } from 'react'

/** Bytes of a page, from `at` up to and without `end`. */
export interface ByteRange {
  readonly at: number
  readonly end: number
}

/**
 * What the pointer is over is marked in the dump and in the table of the fields: a mark in the DOM itself, since a hover is no state and should
 * not draw a page of bytes anew. Bytes have `data-at`, rows of fields `data-field` and `data-end`.
 * @param rangeOf the bytes that belong together with this one
 */
export function useHoverLink(box: RefObject<HTMLElement | null>, rangeOf: (at: number) => ByteRange | undefined) {
  const range = useRef<ByteRange>(undefined)
  // rows that were drawn anew meanwhile, and what lies under a pointer that rests
  useEffect(() => {
    if (range.current) mark(box.current, range.current)
  })
  const onPointerOver = (event: PointerEvent<HTMLElement>): void => {
    const target = event.target instanceof Element ? event.target : undefined
    const byte = target?.closest<HTMLElement>('[data-at]')?.dataset['at']
    const row = target?.closest<HTMLElement>('[data-field]')?.dataset
    const next = byte === undefined ? rowRange(row) : rangeOf(Number(byte))
    if (next?.at === range.current?.at && next?.end === range.current?.end) return
    range.current = next
    mark(box.current, next)
  }
  const onPointerLeave = (): void => {
    range.current = undefined
    mark(box.current, undefined)
  }
  return { onPointerOver, onPointerLeave }
}

function rowRange(row: DOMStringMap | undefined): ByteRange | undefined {
  return row && { at: Number(row['field']), end: Number(row['end']) }
}

function mark(box: HTMLElement | null, range: ByteRange | undefined): void {
  for (const element of box?.querySelectorAll<HTMLElement>('[data-at], [data-field]') ?? []) {
    const { at, field, end } = element.dataset
    const hit =
      range && (at === undefined ? isSame(range, field, end) : Number(at) >= range.at && Number(at) < range.end)
    element.classList.toggle('hovered', hit === true)
  }
}

function isSame(range: ByteRange, at: string | undefined, end: string | undefined): boolean {
  return Number(at) === range.at && Number(end) === range.end
}
