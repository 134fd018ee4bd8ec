import type { SlotCapture } from '../../ring/capture.ts'
import { selectedRef } from '../../store/selection.ts'
import type { Picture } from '../use-painter.ts'
import type { View } from '../view.ts'
import { layoutCircle } from './circle.ts'
import type { Circle } from './circle.ts'
import type { DenseRing } from './density-scene.ts'
import { statusWords } from './status-words.ts'
import type { Brush } from './ring-draw.ts'
import type { RingsMemory } from './rings-memory.ts'
import { drawRow } from './rows-draw.ts'
import type { Dense } from './rows-draw.ts'
import { layoutUnrolled, WIDE_PAGES } from './rows-layout.ts'
import type { RingsGeometry, RowBox, Unrolled } from './rows-layout.ts'
import type { Viewport } from './viewport.ts'

/** Pages in view beyond which they are drawn as density: some 500 marks are what a frame has time for. */
const MOST_PAGES = 500

export interface PictureInput {
  readonly geometry: RingsGeometry
  readonly viewport: Viewport
  readonly memory: RingsMemory
  readonly circle: Circle | undefined
  /** the page that is shown in full where all cannot be */
  readonly around: number
}

export function makeRingsPicture(view: View, input: PictureInput): Picture {
  const { session, marks, theme } = view
  const { geometry, viewport, memory } = input
  return {
    key: () => {
      const { readout, selection } = session.store.getState()
      return [input, session.captures.version, view.whole.version, memory.version, viewport.top, readout, selection]
    },
    paint: (brush, nowMs) => {
      let changing = false
      const isStepped = session.stepping.run !== undefined
      const shown: [RowBox, SlotCapture][] = []
      for (const row of geometry.rows) {
        const capture = session.captures.latest(row.cpu)
        // right after a configure the old captures may still be there
        if (!capture || capture.layout.pagesPerCpu !== geometry.pages) continue
        if (!viewport.shows(row)) {
          marks.forget(row.cpu)
          memory.swaps.forget(row.cpu)
          continue
        }
        marks.update(row.cpu, capture, nowMs, isStepped)
        memory.swaps.update(row.cpu, capture, nowMs)
        const fades = !isStepped && marks.mark(row.cpu, nowMs) !== undefined
        changing ||= fades || memory.swaps.mark(row.cpu, nowMs) !== undefined
        shown.push([row, capture])
      }
      session.captures.inView = { first: shown[0]?.[0].cpu ?? 0, end: (shown.at(-1)?.[0].cpu ?? 0) + 1 }
      brush.ctx.translate(0, -viewport.top)
      drawRows(brush, { ...input, view, nowMs, calm: theme.calm }, shown)
      if (isStepped) memory.want(memory.steps)?.drawStepMarks(brush, { view, geometry, shown })
      return changing
    },
  }
}

interface RowsInput extends PictureInput {
  view: View
  nowMs: number
  calm: boolean
}

function drawRows(brush: Brush, input: RowsInput, shown: readonly [RowBox, SlotCapture][]): void {
  const { view, geometry, memory, nowMs, calm } = input
  const { session, marks } = view
  const { types } = session
  const { readout, selection } = session.store.getState()
  const selected = selectedRef(selection)
  const dense = paintDense(brush, input, shown)
  const circle = input.circle && { layout: input.circle, draw: memory.want(memory.circles)?.drawCircle }
  const changed = session.stepping.run?.changed ?? []
  for (const [row, capture] of shown) {
    const state = readout?.cpus[row.cpu]
    const recent = marks.mark(row.cpu, nowMs)
    memory.history.sample(row.cpu, capture, nowMs)
    drawRow(brush, {
      row,
      capture,
      live: view.whole.live(row.cpu) ?? capture.live(),
      geometry,
      mark: recent && calm ? { ...recent, storm: true } : recent,
      swap: memory.swaps.mark(row.cpu, nowMs),
      crashed: state?.status === 'crashed',
      waits: state?.status === 'waiting',
      calm,
      hasWords: statusWords(state, capture.lockHolder, geometry.rows.length).length > 0,
      selected: selected?.cpu === row.cpu ? selected : undefined,
      dense: dense.get(row.cpu),
      changed,
      circle: row.focused ? circle : undefined,
      unrolled: unrolledOf(input, row),
      history: memory.history.samples(row.cpu),
      familyOf: (type) => types.get(type)?.family ?? 'other',
    })
  }
}

/** All dense rings in one image; which of its rows is which ring. */
function paintDense(
  brush: Brush,
  { geometry, memory, circle, view }: RowsInput,
  shown: readonly [RowBox, SlotCapture][],
): Map<number, Dense> {
  const places = new Map<number, Dense>()
  const rings: DenseRing[] = []
  const strips = shown.some(([row]) => isDense(row, shown, geometry)) ? memory.want(memory.strips) : undefined
  for (const [row, capture] of shown) {
    if (!isDense(row, shown, geometry) || (row.focused && circle)) continue
    const live = rings.push({ cpu: row.cpu, spare: false }) - 1
    const hasSpare = row.snapHeight > 0 && capture.layout.snapshot
    const spare = hasSpare ? rings.push({ cpu: row.cpu, spare: true }) - 1 : live
    places.set(row.cpu, { strips, live, spare })
  }
  strips?.paint(brush, geometry, rings, view.session.captures)
  return places
}

/** The focused CPU shows all its marks while it has few pages. */
function isDense(row: RowBox, shown: readonly [RowBox, SlotCapture][], { pages }: RingsGeometry): boolean {
  if (row.focused) return pages > WIDE_PAGES
  const rings = shown.reduce((sum, [{ snapHeight }]) => sum + (snapHeight > 0 ? 2 : 1), 0)
  return rings * pages > MOST_PAGES
}

export function unrolledOf({ geometry, circle, around }: PictureInput, row: RowBox): Unrolled | undefined {
  return row.focused && !circle ? layoutUnrolled(row, geometry, around) : undefined
}

export function circleOf(geometry: RingsGeometry, shape: 'strip' | 'circle'): Circle | undefined {
  const row = shape === 'circle' ? geometry.rows.find(({ focused }) => focused) : undefined
  return row && layoutCircle({ row, dataX: geometry.dataX, dataWidth: geometry.dataWidth, pages: geometry.pages })
}
