import { useState } from 'react'
import { useStore } from 'zustand'
import { CrossIcon } from './icons.tsx'
import type { View } from './view.ts'
import './in-turn-notice.css'

/** What is off without shared memory, and why. No error: everything else runs. */
export function InTurnNotice({ view }: { view: View }) {
  const { isolated, sharedMemory } = useStore(view.session.store, (state) => state.capabilities)
  const [dismissed, setDismissed] = useState(false)
  useStore(view.session.store, (state) => state.boot)
  const showsRecording = view.session.stepping.run !== undefined
  if (sharedMemory || dismissed) return null
  return (
    <aside className="in-turn-notice" aria-label="CPUs take turns">
      <details>
        <summary>
          <span>
            CPUs take turns in one thread:{' '}
            {isolated
              ? 'this browser has no shared memory.'
              : 'this page is not cross-origin isolated, so it has no shared memory.'}{' '}
            {showsRecording
              ? 'What was recorded elsewhere is shown as it was; nobody can go on from it here.'
              : 'Races cannot happen here, and stepping is off.'}
          </span>{' '}
          <span className="in-turn-notice-more">What to do</span>
        </summary>
        <WhatToDo isolated={isolated} />
      </details>
      <button
        type="button"
        className="button-bare"
        aria-label="Dismiss: CPUs take turns"
        onClick={() => setDismissed(true)}
      >
        <CrossIcon />
      </button>
    </aside>
  )
}

/** Only what can be the reason here. */
function WhatToDo({ isolated }: { isolated: boolean }) {
  const framed = window.top !== window
  return (
    <div className="in-turn-notice-text" role="group" aria-label="What to do" tabIndex={0}>
      <p>
        On a page with shared memory each CPU is a thread of its own, and what two threads do to one ring at once can be
        seen. Here one CPU writes at a time, into the same rings by the same code. Bugs of the patch as posted that need
        a race do not show.
      </p>
      <ul>
        {framed && (
          <li>
            The page is framed by another one.{' '}
            <a href={location.href} target="_blank" rel="noopener">
              Open it in a tab of its own
            </a>
            .
          </li>
        )}
        {!window.isSecureContext && <li>Open it by https or from localhost: other addresses are never isolated.</li>}
        {!isolated && !framed && (
          <li>
            Reload the page: where service workers are allowed, its own isolates it from the second visit on. Or have
            the server send these two headers with every file; <code>npm start</code> does.
            <pre>{'Cross-Origin-Opener-Policy: same-origin\nCross-Origin-Embedder-Policy: require-corp'}</pre>
          </li>
        )}
        {isolated && <li>Use a browser with SharedArrayBuffer: Chromium 92, Firefox 114, Safari 16.4 or later.</li>}
      </ul>
    </div>
  )
}
