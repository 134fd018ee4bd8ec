import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode, ToggleEvent } from 'react'
import { glossaryEntry } from '../../lessons/glossary.ts'
import { plainText } from '../../lessons/rich-text.ts'
import type { View } from '../view.ts'
import { openGlossary } from './open-glossary.ts'
import './glossary.css'

/** A word of a sentence: pressed, it tells what it means. Esc, or a press beside it, closes that again. */
export function Term({ view, name, children }: { view: View; name: string; children: ReactNode }) {
  const id = useId()
  const word = useRef<HTMLButtonElement>(null)
  const note = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!isOpen) return
    // what is scrolled away with its word is closed; lists behind the dialog scroll all the time
    const onScroll = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(word.current)) note.current?.hidePopover()
    }
    addEventListener('scroll', onScroll, { capture: true })
    return () => removeEventListener('scroll', onScroll, { capture: true })
  }, [isOpen])
  const entry = glossaryEntry(name)
  if (!entry) return children
  const onBeforeToggle = ({ newState, currentTarget }: ToggleEvent<HTMLElement>): void => {
    setOpen(newState === 'open')
    if (newState === 'open' && word.current) placeBy(currentTarget, word.current)
  }
  return (
    <>
      <button type="button" className="term" popoverTarget={id} ref={word}>
        {children}
      </button>
      <span
        popover="auto"
        id={id}
        className="term-note"
        role="note"
        aria-label={entry.name}
        ref={note}
        onBeforeToggle={onBeforeToggle}
      >
        <b>{entry.name}</b> {plainText(entry.text)}
        <button type="button" className="button button-small" onClick={() => openGlossary(view, entry.name)}>
          In the glossary
        </button>
      </span>
    </>
  )
}

/** px, as in glossary.css */
const WIDTH = 320
const GAP = 6

/** Below the word, or above it in the lower half of the window. */
function placeBy(note: HTMLElement, word: HTMLElement): void {
  const { left, top, bottom } = word.getBoundingClientRect()
  const isLow = bottom > innerHeight / 2
  note.style.left = `${Math.max(GAP, Math.min(left, innerWidth - WIDTH - GAP))}px`
  note.style.top = isLow ? 'auto' : `${bottom + GAP}px`
  note.style.bottom = isLow ? `${innerHeight - top + GAP}px` : 'auto'
}
