import { useState } from 'react'
import { useStore } from 'zustand'
import { useIsStepping } from '../steps/LazySteps.tsx'
import type { View } from '../view.ts'
import { CopyButton } from './CopyButton.tsx'
import { copyPage, downloadPage } from './page-copies.ts'
import type { ShownPage } from './shown-page.ts'

interface PagePickerProps {
  view: View
  shown: ShownPage
  showsAscii: boolean
}

/** Any page of any ring, or that at an end of a ring, wherever it moves; and what can be done with it. */
export function PagePicker({ view, shown, showsAscii }: PagePickerProps) {
  return (
    <div className="bytes-tools">
      <RingChoice view={view} shown={shown} />
      <PageChoice view={view} shown={shown} />
      <Toggles view={view} showsAscii={showsAscii} />
      <Follow view={view} />
      <span className="bytes-copies">
        <CopyButton label="Copy page" onCopy={() => copyPage(view.bytes)} />
        <button
          type="button"
          className="button button-small"
          aria-label="Download page"
          onClick={() => downloadPage(view.bytes)}
        >
          Download
        </button>
      </span>
    </div>
  )
}

function RingChoice({ view, shown }: { view: View; shown: ShownPage }) {
  const { session, bytes: model } = view
  const { cpus, snapshot } = useStore(session.store, (state) => state.config)
  return (
    <span className="bytes-tools-group">
      <select
        aria-label="CPU of the page"
        value={shown.cpu}
        onChange={(event) => model.goTo({ cpu: Number(event.target.value) })}
      >
        {Array.from({ length: cpus }, (_, cpu) => (
          <option key={cpu} value={cpu}>
            CPU {cpu}
          </option>
        ))}
      </select>
      {snapshot && (
        <select
          aria-label="Ring of the page"
          value={shown.snapshot ? 'snapshot' : 'live'}
          onChange={(event) => model.goTo({ snapshot: event.target.value === 'snapshot' })}
        >
          <option value="live">live</option>
          <option value="snapshot">snap</option>
        </select>
      )}
    </span>
  )
}

function PageChoice({ view, shown }: { view: View; shown: ShownPage }) {
  const { bytes: model } = view
  return (
    <span className="bytes-tools-group">
      <button
        type="button"
        className="button button-small"
        aria-label="Previous page"
        onClick={() => model.stepPage(-1)}
      >
        ‹
      </button>
      <PageNumber view={view} shown={shown} />
      <button type="button" className="button button-small" aria-label="Next page" onClick={() => model.stepPage(1)}>
        ›
      </button>
    </span>
  )
}

/** Takes effect on Enter, or when it is left. */
function PageNumber({ view, shown }: { view: View; shown: ShownPage }) {
  const [draft, setDraft] = useState<string>()
  const goThere = (): void => {
    const page = draft === undefined || draft.trim() === '' ? NaN : Number(draft)
    if (Number.isInteger(page) && page >= 0 && page < shown.pages) view.bytes.goTo({ page })
    setDraft(undefined)
  }
  return (
    <input
      className="bytes-number"
      aria-label={`Page, 0 to ${shown.pages - 1}`}
      inputMode="numeric"
      autoComplete="off"
      value={draft ?? String(shown.page)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={goThere}
      onKeyDown={(event) => {
        if (event.key === 'Enter') goThere()
        if (event.key === 'Escape') setDraft(undefined)
      }}
    />
  )
}

function Toggles({ view, showsAscii }: { view: View; showsAscii: boolean }) {
  const { bytes: model } = view
  const held = useStore(model.store, (state) => state.held)
  return (
    <span className="bytes-tools-group">
      <button type="button" className="button button-small" aria-pressed={held} onClick={() => model.hold()}>
        Hold
      </button>
      <button
        type="button"
        className="button button-small"
        aria-pressed={showsAscii}
        onClick={() => model.store.setState({ ascii: !showsAscii })}
      >
        ASCII
      </button>
    </span>
  )
}

function Follow({ view }: { view: View }) {
  const { session, bytes: model } = view
  const selected = useStore(session.store, (state) => state.selection !== undefined)
  const follow = useStore(model.store, (state) => state.follow)
  const isStepping = useIsStepping(view)
  return (
    <span className="bytes-tools-group">
      <span className="bytes-tools-word">follow</span>
      {([...(isStepping ? (['step'] as const) : []), 'head', 'tail'] as const).map((end) => (
        <button
          type="button"
          className="button button-small"
          key={end}
          aria-label={`Follow the ${end}`}
          aria-pressed={!selected && follow === end}
          onClick={() => model.followEnd(end)}
        >
          {end}
        </button>
      ))}
    </span>
  )
}
