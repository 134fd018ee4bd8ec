import { useMemo, useRef, useState } from 'react'
import type { MouseEvent } from 'react'
import { useStore } from 'zustand'
import type { Selection } from '../../store/ringside-store.ts'
import { usePainter } from '../use-painter.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { drawRow } from './rows-draw.ts'
import { RingRow } from './RingRow.tsx'
import { hitTest, layoutGeometry } from './rows-layout.ts'
import type { RingsGeometry } from './rows-layout.ts'
import { useRoving } from './use-roving.ts'
import './rings.css'

interface RingsPanelProps {
  view: View
  narrow: boolean
  onOpenBytes: () => void
}

export function RingsPanel({ view, narrow, onOpenBytes }: RingsPanelProps) {
  const { session } = view
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(scroller)
  const [scrollTop, setScrollTop] = useState(0)
  const { cpus, pagesPerCpu, snapshot } = useStore(session.store, (state) => state.config)
  const selection = useStore(session.store, (state) => state.selection)
  const focusedCpu = selection?.cpu ?? 0
  const geometry = useMemo(
    () =>
      layoutGeometry({
        cpus,
        pages: pagesPerCpu,
        snapshot,
        widthPx: size.width,
        heightPx: size.height,
        focusedCpu,
        narrow,
      }),
    [cpus, pagesPerCpu, snapshot, size, focusedCpu, narrow],
  )
  usePainter(view, canvas, size, makePicture(view, geometry, scroller))

  const select = (page: Selection): void => {
    session.store.setState({ selection: page })
    onOpenBytes()
  }
  const roving = useRoving({ geometry, snapshot, onEnter: select })
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const hit = hitTest(geometry, event.clientX - box.left, event.clientY - box.top)
    if (!hit) return
    roving.moveTo(hit)
    select(hit)
  }
  const visible = geometry.rows.filter(
    (row) => row.y + row.height > scrollTop - 100 && row.y < scrollTop + size.height + 100,
  )

  return (
    <section className="rings" aria-label="Rings" data-keys="rings">
      <div className="rings-scroller" ref={scroller} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}>
        <div className="rings-content" style={{ height: geometry.heightPx }}>
          <canvas className="rings-canvas" ref={canvas} aria-hidden="true" style={{ height: size.height }} />
          <div
            className="rings-grid"
            role="grid"
            aria-label="Rings of the CPUs, a column per page"
            aria-rowcount={cpus}
            aria-colcount={pagesPerCpu * (snapshot ? 2 : 1) + 1}
            onKeyDown={roving.onKeyDown}
            onClick={onClick}
          >
            {visible.map((row) => (
              <RingRow
                key={row.cpu}
                view={view}
                row={row}
                geometry={geometry}
                focus={roving.focus}
                onFocus={roving.moveTo}
              />
            ))}
          </div>
        </div>
      </div>
    </section>
  )
}

function makePicture(view: View, geometry: RingsGeometry, scroller: { current: HTMLElement | null }) {
  const { session, marks } = view
  return {
    key: () => `${session.captures.version} ${scroller.current?.scrollTop} ${geometry.heightPx} ${geometry.pages}`,
    paint: (brush: Parameters<typeof drawRow>[0], nowMs: number): boolean => {
      const scrollTop = scroller.current?.scrollTop ?? 0
      const { readout } = session.store.getState()
      const { types } = session
      const familyOf = (type: number) => types.get(type)?.family ?? 'other'
      let changing = false
      brush.ctx.translate(0, -scrollTop)
      for (const row of geometry.rows) {
        const capture = session.captures.latest(row.cpu)
        // right after a configure the old captures may still be there
        if (!capture || capture.layout.pagesPerCpu !== geometry.pages) continue
        marks.update(row.cpu, capture, nowMs)
        const mark = marks.mark(row.cpu, nowMs)
        changing ||= mark !== undefined
        if (row.y + row.height < scrollTop || row.y > scrollTop + (scroller.current?.clientHeight ?? 0)) continue
        drawRow(brush, {
          row,
          capture,
          geometry,
          mark,
          crashed: readout?.cpus[row.cpu]?.status === 'crashed',
          familyOf,
        })
      }
      return changing
    },
  }
}
