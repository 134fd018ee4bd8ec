import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MouseEvent, UIEvent } from 'react'
import { useStore } from 'zustand'
import type { Selection } from '../../store/selection.ts'
import { reveal } from '../shell/shell-store.ts'
import { usePainter } from '../use-painter.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { makeRingsPicture, Viewport } from './rings-picture.ts'
import { RingRow } from './RingRow.tsx'
import { hitTest, layoutGeometry } from './rows-layout.ts'
import { useRoving } from './use-roving.ts'
import './rings.css'

export function RingsPanel({ view, narrow }: { view: View; narrow: boolean }) {
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
  const [viewport] = useState(() => new Viewport())
  useLayoutEffect(() => viewport.resize(size.height), [viewport, size])
  const picture = useMemo(() => makeRingsPicture(view, geometry, viewport), [view, geometry, viewport])
  usePainter(view, canvas, size, picture)

  const select = (page: Selection): void => {
    session.store.setState({ selection: page })
    reveal(view.shell, 'Bytes')
  }
  const roving = useRoving({ geometry, snapshot, onEnter: select })
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const hit = hitTest(geometry, event.clientX - box.left, event.clientY - box.top)
    if (!hit) return
    roving.moveTo(hit)
    select(hit)
  }
  const onScroll = (event: UIEvent<HTMLElement>): void => {
    viewport.scrollTo(event.currentTarget.scrollTop)
    setScrollTop(viewport.top)
  }
  const visible = geometry.rows.filter(
    (row) => row.y + row.height > scrollTop - 100 && row.y < scrollTop + size.height + 100,
  )

  return (
    <section className="rings" aria-label="Rings" data-keys="rings">
      <div className="rings-scroller" ref={scroller} onScroll={onScroll}>
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
