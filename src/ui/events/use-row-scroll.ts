import { useEffect, useLayoutEffect, useReducer, useRef } from 'react'
import type { RefObject } from 'react'
import { useStore } from 'zustand'
import { useSize } from '../use-size.ts'
import type { EventsModel } from './events-model.ts'
import type { ListView } from './list-place.ts'

/** ms without scrolling after which a gesture is over */
const REST_MS = 150

/** Draws the list where its place says, and tells it where a person has scrolled it to. */
export function useRowScroll({ place, store }: EventsModel, box: RefObject<HTMLElement | null>, rowPx: number) {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const { height } = useSize(box)
  const follow = useStore(store, (state) => state.follow)
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const list: ListView = place.look({ rowPx, view: height }, follow)

  useLayoutEffect(() => {
    const element = box.current
    if (!element || height === 0) return
    if (Math.abs(element.scrollTop - list.scroll.at) >= 1) element.scrollTo({ top: list.scroll.at })
    place.settle(list)
  })
  useEffect(() => () => clearTimeout(resting.current), [])

  const onScroll = (): void => {
    const element = box.current
    // what the browser did because the panel has another size now is no scrolling
    if (!element || element.clientHeight !== height) return
    const atEnd = place.scrolled(element.scrollTop)
    if (atEnd === undefined) return
    store.setState({ follow: atEnd })
    clearTimeout(resting.current)
    resting.current = setTimeout(() => {
      place.rest()
      redraw()
    }, REST_MS)
    redraw()
  }
  return { list, onScroll }
}
