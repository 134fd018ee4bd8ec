/** Where all actors stand in the source, at the op that is shown. */
import { valuesOf } from '../../recording/value-names.ts'
import { placeOf } from '../../source-lines/place-of.ts'
import type { Place } from '../../source-lines/place.ts'
import type { Run } from '../steps/ActorRow.tsx'

export interface SourceStand {
  readonly seat: number
  /** undefined: it has not done anything yet, or has ended */
  readonly place: Place | undefined
  readonly point: string
  readonly values: readonly { readonly name: string; readonly value: number }[]
}

export function standsOf(run: Run): SourceStand[] {
  return run.actors.map(({ op, at }, seat) => ({
    seat,
    place: op === 0 ? undefined : placeOf(run.recording, op),
    point: op === 0 ? '' : run.pointName(op),
    values: op === 0 ? [] : valuesOf(at),
  }))
}

/** Those who stand on each line of a file. */
export function seatsByLine(stands: readonly SourceStand[], file: string): Map<number, number[]> {
  const byLine = new Map<number, number[]>()
  for (const { seat, place } of stands)
    if (place?.file === file) byLine.set(place.line, [...(byLine.get(place.line) ?? []), seat])
  return byLine
}
