import { useEffect } from 'react'
import type { RefObject } from 'react'
import type { View } from '../view.ts'
import { Gestures } from './gestures.ts'
import type { PointerAt } from './gestures.ts'

/** px of a line, where a wheel counts in lines */
const LINE_PX = 16

/** Pointers and wheel on the picture. They are listened to by hand: React's wheel listeners cannot keep the page from scrolling. */
export function useGestures(view: View, ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const gestures = new Gestures(view)
    const at = (event: MouseEvent): { x: number; y: number } => {
      const box = element.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top }
    }
    const pointer = (event: PointerEvent): PointerAt => {
      const { pointerId: id, pointerType, shiftKey: shift } = event
      return { ...at(event), id, shift, isTouch: pointerType !== 'mouse' }
    }
    const stop = new AbortController()
    const on = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      listener: (event: HTMLElementEventMap[Type]) => void,
    ): void => element.addEventListener(type, listener, { signal: stop.signal, passive: false })
    on('pointerdown', (event) => {
      if (event.button !== 0) return
      element.setPointerCapture(event.pointerId)
      gestures.down(pointer(event))
    })
    on('pointermove', (event) => gestures.move(pointer(event)))
    on('pointerup', (event) => gestures.up(pointer(event)))
    on('pointercancel', () => gestures.cancel())
    on('pointerleave', () => gestures.leave())
    on('wheel', (event) => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1
      const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
      const { ctrlKey, metaKey, shiftKey: shift } = event
      if (gestures.wheel({ x: at(event).x, dx, dy, ctrl: ctrlKey || metaKey, shift })) event.preventDefault()
    })
    return () => stop.abort()
  }, [view, ref])
}
