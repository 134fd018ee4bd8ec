import { lazy, Suspense, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import './bytes.css'

/** Rings move before their bytes are shown. */
const PageBytes = lazy(() => import('./PageBytes.tsx').then((module) => ({ default: module.PageBytes })))
const WordsTable = lazy(() => import('./WordsTable.tsx').then((module) => ({ default: module.WordsTable })))

/** px of the panel's margins */
const MARGINS = 32

const READING = <p className="bytes-none">Reading the page …</p>

/** Hex, fields and words: the same page three ways. */
export function BytesPanel({ view }: { view: View }) {
  const { bytes: model } = view
  const box = useRef<HTMLElement>(null)
  const { width } = useSize(box)
  const shown = useStore(model.store, (state) => state.shown)
  const problem = useStore(model.store, (state) => state.problem)
  useLayoutEffect(() => model.open(), [model])
  return (
    <section className="bytes" aria-label="Page bytes" data-keys="bytes" ref={box}>
      {shown && (
        <Suspense fallback={READING}>
          <PageBytes view={view} shown={shown} widthPx={width - MARGINS} />
        </Suspense>
      )}
      {problem !== undefined && <p className="bytes-none">{problem}</p>}
      {!shown && problem === undefined && READING}
      <Suspense fallback={null}>
        <WordsTable view={view} shown={shown} />
      </Suspense>
    </section>
  )
}
