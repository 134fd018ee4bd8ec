/** Words of head and tail beside their triangles: where they stand, when they flip, what they leave out. */

/** IBM Plex Mono: every character is 0.6 of the size */
export const MONO_RATIO = 0.6
export const LABEL_PX = 11.5
const TRIANGLE = 5

export interface Marker {
  readonly kind: 'head' | 'tail'
  /** of the point */
  readonly x: number
  readonly word: string
  readonly textX: number
  readonly align: 'left' | 'right'
}

export function textWidth(text: string, sizePx = LABEL_PX): number {
  return text.length * MONO_RATIO * sizePx
}

export interface MarkerInput {
  readonly kind: 'head' | 'tail'
  readonly x: number
  readonly offset: number
  readonly left: number
  readonly right: number
  /** HEAD 168, or on a phone H 168; the spare ring is frozen and says head */
  readonly style: 'full' | 'letter' | 'frozen'
}

export function layoutMarker({ kind, x, offset, left, right, style }: MarkerInput): Marker {
  const name = kind === 'head' ? 'HEAD' : 'TAIL'
  const word = style === 'frozen' ? kind : `${style === 'letter' ? name[0] : name} ${offset}`
  const width = textWidth(word) + TRIANGLE + 3
  const fitsRight = x + width <= right
  const fitsLeft = x - width >= left
  const align = fitsRight || !fitsLeft ? 'left' : 'right'
  return { kind, x, word, textX: align === 'left' ? x + TRIANGLE + 3 : x - TRIANGLE - 3, align }
}

/** Of two words in one lane: where they would touch, each stands away from the other, else the second goes and its triangle stays. */
export function separate(a: Marker, b: Marker, left: number, right: number): [Marker, Marker] {
  if (!touch(a, b)) return [a, b]
  const [first, second] = a.x <= b.x ? [a, b] : [b, a]
  const outer: [Marker, Marker] = [flip(first, 'right'), flip(second, 'left')]
  const room = extent(outer[0])[0] >= left && extent(outer[1])[1] <= right
  if (!room) return a.x <= b.x ? [first, { ...second, word: '' }] : [{ ...second, word: '' }, first]
  return a.x <= b.x ? outer : [outer[1], outer[0]]
}

export function extent(marker: Marker): [number, number] {
  const width = textWidth(marker.word)
  const near = marker.align === 'left' ? [marker.textX, marker.textX + width] : [marker.textX - width, marker.textX]
  return [Math.min(near[0] ?? 0, marker.x - TRIANGLE), Math.max(near[1] ?? 0, marker.x + TRIANGLE)]
}

function flip(marker: Marker, align: 'left' | 'right'): Marker {
  return { ...marker, align, textX: align === 'left' ? marker.x + TRIANGLE + 3 : marker.x - TRIANGLE - 3 }
}

function touch(a: Marker, b: Marker): boolean {
  const [a0, a1] = extent(a)
  const [b0, b1] = extent(b)
  return a0 < b1 + 4 && b0 < a1 + 4
}
