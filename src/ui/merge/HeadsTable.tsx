import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { ComparesPicture } from './ComparesPicture.tsx'
import type { Way } from './explain.ts'
import { HeadRow } from './HeadRow.tsx'
import { layoutCompares } from './merge-layout.ts'
import type { MergeModel } from './merge-model.ts'

const ROW_PX = 24
/** where one touches, or a row has two lines */
const HIGH_ROW_PX = 44
/** px, about that of a letter of the verdicts */
const WORD_PX = 6

interface HeadsTableProps {
  view: View
  model: MergeModel
  way: Way
  /** heads of different moments: they are shown, not compared */
  live: boolean
}

/** The head of every ring that has one, in CPU order, with the compares beside them. */
export function HeadsTable({ view, model, way, live }: HeadsTableProps) {
  const { store } = view.session
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = useMedia('(pointer: coarse), (max-width: 719px)') ? HIGH_ROW_PX : ROW_PX
  const config = useStore(store, (state) => state.config)
  const states = useStore(store, (state) => state.readout?.cpus)
  const { rows, explained } = model
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  })
  if (rows.length === 0) return null
  const offsets = offsetsInForce(config)
  const compares = layoutCompares(
    rows.map(({ cpu }) => cpu),
    explained,
    way,
    rowPx,
  )
  const height = rows.length * rowPx
  const tagged = offsets.some((offset) => offset !== 0) || (states?.some(({ status }) => status === 'crashed') ?? false)
  const longest = Math.max(...rows.map(({ verdict }) => verdict.length))
  const columns = {
    '--cpu': tagged ? '116px' : '60px',
    '--digits': `${rows[0]?.stamp.length ?? 0}ch`,
    '--compares': live ? '16px' : `${compares.width + 16}px`,
    '--verdict': live ? '0px' : `${longest * WORD_PX + 16}px`,
  }
  return (
    <div className="merge-heads" ref={scroller} tabIndex={0} role="group" aria-label="Heads of the rings">
      <div className="merge-heads-all" style={{ height, ...columns }}>
        {!live && <ComparesPicture compares={compares} height={height} />}
        <div role="table" aria-label="Heads of the rings, compared" aria-rowcount={rows.length}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <HeadRow
                key={row.cpu}
                view={view}
                row={row}
                place={{ index, top: start, height: rowPx }}
                wins={!live && row.cpu === explained.winner}
                live={live}
                offset={offsets[row.cpu] ?? 0}
                crashed={states?.[row.cpu]?.status === 'crashed'}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
