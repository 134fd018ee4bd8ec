import type { Picture } from '../use-painter.ts'
import type { View } from '../view.ts'
import { drawRow } from './rows-draw.ts'
import type { RingsGeometry } from './rows-layout.ts'

/** What of the rows is in view; kept beside the element, because asking the element costs a layout. */
export class Viewport {
  top = 0
  height = 0

  scrollTo(top: number): void {
    this.top = top
  }
  resize(height: number): void {
    this.height = height
  }
}

export function makeRingsPicture(view: View, geometry: RingsGeometry, viewport: Viewport): Picture {
  const { session, marks, theme } = view
  return {
    key: () => `${session.captures.version} ${viewport.top} ${geometry.heightPx} ${geometry.pages}`,
    paint: (brush, nowMs) => {
      const { types } = session
      const { readout } = session.store.getState()
      const familyOf = (type: number) => types.get(type)?.family ?? 'other'
      let changing = false
      brush.ctx.translate(0, -viewport.top)
      for (const row of geometry.rows) {
        const capture = session.captures.latest(row.cpu)
        // right after a configure the old captures may still be there
        if (!capture || capture.layout.pagesPerCpu !== geometry.pages) continue
        marks.update(row.cpu, capture, nowMs)
        const recent = marks.mark(row.cpu, nowMs)
        const mark = recent && theme.calm ? { ...recent, storm: true } : recent
        changing ||= mark !== undefined
        if (row.y + row.height < viewport.top || row.y > viewport.top + viewport.height) continue
        const crashed = readout?.cpus[row.cpu]?.status === 'crashed'
        drawRow(brush, { row, capture, geometry, mark, crashed, familyOf })
      }
      return changing
    },
  }
}
