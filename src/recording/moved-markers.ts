import { RingI32 } from '../ring/rfc/layout.ts'
import type { Recording } from './recording.ts'

/** Where the head or the tail of a ring stood before it was moved. */
export interface MovedMarker {
  /** number of the ring */
  readonly ring: number
  readonly kind: 'head' | 'tail'
  readonly page: number
  /** bytes from the start of that page */
  readonly offset: number
}

/** The heads and tails that an op has moved, as they stood before. @param op the one that the recording shows; 0: none */
export function movedMarkers({ image, log }: Recording, op: number): MovedMarker[] {
  if (op === 0) return []
  const { layout } = image
  const before = new Map<number, number>()
  const rings = new Set<number>()
  log.forEachChange(op, (at, was) => {
    const byte = at * 4 - layout.ringsAt
    if (byte < 0 || at * 4 >= layout.tablesAt) return
    before.set(at, was)
    rings.add(Math.floor(byte / layout.ringBytes))
  })
  return [...rings].flatMap((ring) => {
    const words = image.ringI32(ring)
    const was = (word: number): number => before.get(words + word) ?? (image.i32[words + word] as number)
    const moved = (...of: number[]): boolean => of.some((word) => before.has(words + word))
    const head = { ring, kind: 'head' as const, page: was(RingI32.headPage), offset: was(RingI32.head) }
    const tail = { ring, kind: 'tail' as const, page: was(RingI32.tailPage), offset: was(RingI32.tail) }
    return [
      ...(moved(RingI32.headPage, RingI32.head) ? [head] : []),
      ...(moved(RingI32.tailPage, RingI32.tail) ? [tail] : []),
    ]
  })
}
