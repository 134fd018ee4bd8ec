import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MouseEvent, UIEvent } from 'react'
import { useStore } from 'zustand'
import type { Selection } from '../../store/selection.ts'
import { reveal } from '../shell/shell-store.ts'
import { usePainter } from '../use-painter.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { FocusTools } from './FocusTools.tsx'
import { selectionAt } from './rings-hit.ts'
import { RingsMemory } from './rings-memory.ts'
import { circleOf, makeRingsPicture } from './rings-picture.ts'
import { RingRow } from './RingRow.tsx'
import { layoutGeometry } from './rows-layout.ts'
import { useFollowStep } from './use-follow-step.ts'
import { useRoving } from './use-roving.ts'
import { Viewport } from './viewport.ts'
import './rings.css'

export function RingsPanel({ view, narrow }: { view: View; narrow: boolean }) {
  const { session } = view
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(scroller)
  const [scrollTop, setScrollTop] = useState(0)
  const { cpus, pagesPerCpu, pageSize, snapshot } = useStore(session.store, (state) => state.config)
  const selection = useStore(session.store, (state) => state.selection)
  const boot = useStore(session.store, (state) => state.boot)
  const { focus, shape } = useStore(view.rings)
  const withReader = useStore(session.store, (state) => state.config.mode === 'step')
  const focusedCpu = selection?.cpu ?? 0
  const geometry = useMemo(
    () =>
      layoutGeometry({
        cpus,
        pages: pagesPerCpu,
        pageSize,
        snapshot,
        widthPx: size.width,
        heightPx: size.height,
        focusedCpu,
        focus,
        narrow,
        withReader,
      }),
    [cpus, pagesPerCpu, pageSize, snapshot, size, focusedCpu, focus, narrow, withReader],
  )
  const [viewport] = useState(() => new Viewport())
  const [memory] = useState(() => new RingsMemory(view.loop.wake))
  useLayoutEffect(() => viewport.resize(size.height), [viewport, size])
  useLayoutEffect(() => memory.clear(), [memory, boot])
  useEffect(() => () => memory.close(), [memory])
  const select = (page: Selection): void => {
    session.store.setState({ selection: page })
    // on a phone the rings stand above a lesson, which may ask for a page
    const isInLesson = narrow && view.shell.getState().tab === 'Lesson'
    if (!isInLesson) reveal(view.shell, 'Bytes')
  }
  const roving = useRoving({ geometry, snapshot, onEnter: select })
  useLayoutEffect(() => view.rings.setState({ cpu: roving.focus.cpu }), [view, roving.focus.cpu])
  const around = selection && selection.cpu === focus ? selection.page : roving.focus.page
  const circle = useMemo(() => circleOf(geometry, shape), [geometry, shape])
  const input = useMemo(
    () => ({ geometry, viewport, memory, circle, around }),
    [geometry, viewport, memory, circle, around],
  )
  const picture = useMemo(() => makeRingsPicture(view, input), [view, input])
  usePainter(view, canvas, size, picture)
  useFollowStep(view, scroller, geometry)

  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const point = { x: event.clientX - box.left, y: event.clientY - box.top }
    const hit = selectionAt(input, point, view.whole)
    if (!hit) return
    roving.moveTo({ cpu: hit.cpu, page: hit.page, snapshot: hit.snapshot })
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
                circle={row.focused ? circle : undefined}
                focus={roving.focus}
                onFocus={roving.moveTo}
              />
            ))}
          </div>
          <FocusTools view={view} geometry={geometry} />
        </div>
      </div>
    </section>
  )
}
