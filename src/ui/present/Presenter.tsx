import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import './present.css'

/** While it is mounted the page is a lecture's: the whole screen where the browser lets it, larger words, two keys that lead through the lesson. */
export function Presenter({ view: { shell, session } }: { view: View }) {
  const isBlank = useStore(shell, (state) => state.presenting === 'blank')
  const lesson = useStore(session.store, (state) => state.lesson)
  useEffect(() => {
    const leave = (): void => shell.setState({ presenting: 'off' })
    const onChange = (): void => {
      if (!document.fullscreenElement) leave()
    }
    document.documentElement.dataset['presenting'] = ''
    // refused, it goes on in the window
    document.documentElement.requestFullscreen?.().catch(() => {})
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      delete document.documentElement.dataset['presenting']
      document.removeEventListener('fullscreenchange', onChange)
      if (document.fullscreenElement) void document.exitFullscreen()
    }
  }, [shell])
  useEffect(() => {
    if (!lesson) shell.setState({ presenting: 'off' })
  }, [shell, lesson])
  return (
    <>
      <aside className="present-keys" aria-label="Keys of the presenter">
        <kbd>PgDn</kbd> next <kbd>PgUp</kbd> back <kbd>B</kbd> blank <kbd>Esc</kbd> leave
      </aside>
      {isBlank && <Blank onEnd={() => shell.setState({ presenting: 'on' })} />}
    </>
  )
}

/** Nothing to look at but who speaks. */
function Blank({ onEnd }: { onEnd: () => void }) {
  const screen = useRef<HTMLDivElement>(null)
  useEffect(() => {
    screen.current?.focus()
    const onKey = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      onEnd()
    }
    // before the page's own keys
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [onEnd])
  return (
    <div
      className="present-blank"
      role="dialog"
      aria-label="The screen is blank: any key brings it back"
      tabIndex={-1}
      ref={screen}
      onClick={onEnd}
    />
  )
}
