import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Selection } from '../../store/selection.ts'
import type { RingsGeometry } from './rows-layout.ts'

interface RovingInput {
  geometry: RingsGeometry
  snapshot: boolean
  onEnter: (page: Selection) => void
}

/** One cell of the grid is in the tab order; arrows move it. Down goes from a ring to its spare ring, then to the next CPU. */
export function useRoving({ geometry, snapshot, onEnter }: RovingInput) {
  const [wanted, setFocus] = useState<Selection>({ cpu: 0, page: 0, snapshot: false })
  const focus = clampFocus(wanted, geometry, snapshot)
  const moved = useRef<HTMLElement | undefined>(undefined)
  useEffect(() => {
    moved.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus()
    moved.current = undefined
  }, [wanted])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') {
      onEnter(focus)
      return
    }
    const next = nextFocus(focus, event.key, { pages: geometry.pages, snapshot })
    if (!next) return
    event.preventDefault()
    moved.current = event.currentTarget
    const to = clampFocus(next, geometry, snapshot)
    const row = geometry.rows[to.cpu]
    const scroller = event.currentTarget.parentElement
    if (row && scroller) revealRow(scroller, row.y, row.height)
    setFocus({ ...to })
  }
  return { focus, moveTo: setFocus, onKeyDown }
}

export function nextFocus(
  from: Selection,
  key: string,
  rings: { pages: number; snapshot: boolean },
): Selection | undefined {
  const { cpu, page, snapshot } = from
  switch (key) {
    case 'ArrowLeft':
      return { ...from, page: Math.max(0, page - 1) }
    case 'ArrowRight':
      return { ...from, page: Math.min(rings.pages - 1, page + 1) }
    case 'Home':
      return { ...from, page: 0 }
    case 'End':
      return { ...from, page: rings.pages - 1 }
    case 'ArrowDown':
      return rings.snapshot && !snapshot ? { ...from, snapshot: true } : { cpu: cpu + 1, page, snapshot: false }
    case 'ArrowUp':
      if (snapshot) return { ...from, snapshot: false }
      return cpu === 0 ? from : { cpu: cpu - 1, page, snapshot: rings.snapshot }
    default:
      return undefined
  }
}

/** Compact rows draw no spare ring, so there is none to stand on. */
function clampFocus(focus: Selection, geometry: RingsGeometry, snapshot: boolean): Selection {
  const cpu = Math.min(focus.cpu, geometry.rows.length - 1)
  if (cpu < focus.cpu)
    return { cpu, page: Math.min(focus.page, geometry.pages - 1), snapshot: snapshot && !geometry.rows[cpu]?.compact }
  const page = Math.min(focus.page, geometry.pages - 1)
  return { cpu, page, snapshot: focus.snapshot && snapshot && !geometry.rows[cpu]?.compact }
}

function revealRow(scroller: HTMLElement, y: number, height: number): void {
  if (y < scroller.scrollTop) scroller.scrollTop = y
  if (y + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = y + height - scroller.clientHeight
}
