import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { CanvasSurface } from './canvas-surface.ts'
import type { Brush } from './rings/ring-draw.ts'
import type { Size } from './use-size.ts'
import type { View } from './view.ts'

export interface Picture {
  /** what it is drawn from: a picture is painted again when this differs; undefined: every frame */
  key(nowMs: number): string
  /** @returns true when it will change by itself */
  paint(brush: Brush, nowMs: number): boolean
}

/** Paints a canvas in the frame loop whenever its key, its size or the theme has changed. */
export function usePainter(
  view: View,
  canvas: RefObject<HTMLCanvasElement | null>,
  size: Size,
  picture: Picture,
): void {
  const latest = useRef({ picture, size })
  useEffect(() => {
    latest.current = { picture, size }
    view.loop.wake()
  })
  useEffect(() => {
    if (!canvas.current) return undefined
    const surface = new CanvasSurface(canvas.current, view.theme)
    let painted = ''
    let changing = false
    return view.loop.add((nowMs) => {
      const { picture, size } = latest.current
      const key = `${view.theme.version} ${size.width} ${size.height} ${picture.key(nowMs)}`
      if (key === painted && !changing) return false
      surface.resize(size.width, size.height)
      const brush = surface.begin()
      changing = brush !== undefined && picture.paint(brush, nowMs)
      painted = key
      return changing
    })
  }, [view, canvas])
}
