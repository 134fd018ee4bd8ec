import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { CanvasSurface } from './canvas-surface.ts'
import type { Brush } from './rings/ring-draw.ts'
import type { Size } from './use-size.ts'
import type { View } from './view.ts'

export interface Picture {
  /** what it is drawn from: it is painted again when any of it is another value or object */
  key(): readonly unknown[]
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
    let painted: readonly unknown[] = []
    let changing = false
    return view.loop.add((nowMs) => {
      const { picture, size } = latest.current
      const key = [view.theme.version, size.width, size.height, ...picture.key()]
      if (isSame(key, painted) && !changing) return false
      surface.resize(size.width, size.height)
      const brush = surface.begin()
      changing = brush !== undefined && picture.paint(brush, nowMs)
      painted = key
      return changing
    })
  }, [view, canvas])
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
