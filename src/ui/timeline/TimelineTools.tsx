import { useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { keyLabel, runCommand } from '../commands/command.ts'
import type { Command } from '../commands/command.ts'
import type { View } from '../view.ts'
import {
  CURSOR_A,
  CURSOR_B,
  FIT,
  FOLLOW,
  MARK,
  NEXT,
  NEXT_LOSS,
  PREVIOUS,
  PREVIOUS_LOSS,
  ZOOM_IN,
  ZOOM_OUT,
} from './timeline-commands.ts'
import {
  FitIcon,
  FollowIcon,
  LetterIcon,
  MarkIcon,
  MoreIcon,
  NextIcon,
  NextLossIcon,
  PreviousIcon,
  PreviousLossIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from './timeline-icons.tsx'

interface ToolsProps {
  view: View
  narrow: boolean
}

/** What every drag and every key does, as buttons. On a phone what one needs less is behind one more. */
export function TimelineTools({ view, narrow }: ToolsProps) {
  const { store } = view.timeline
  const [more, setMore] = useState(false)
  const follows = useStore(store, (state) => state.window === undefined)
  return (
    <div className="timeline-tools" role="group" aria-label="Timeline tools">
      <Tool view={view} command={ZOOM_OUT} icon={<ZoomOutIcon />} />
      <Tool view={view} command={ZOOM_IN} icon={<ZoomInIcon />} />
      <Tool view={view} command={FIT} icon={<FitIcon />} />
      <Tool view={view} command={FOLLOW} icon={<FollowIcon />} pressed={follows} />
      <Tool view={view} command={PREVIOUS} icon={<PreviousIcon />} />
      <Tool view={view} command={NEXT} icon={<NextIcon />} />
      {narrow && (
        <button
          type="button"
          className="timeline-tool"
          aria-label="More tools"
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          <MoreIcon />
        </button>
      )}
      {(more || !narrow) && (
        <>
          <Tool view={view} command={PREVIOUS_LOSS} icon={<PreviousLossIcon />} />
          <Tool view={view} command={NEXT_LOSS} icon={<NextLossIcon />} />
          <Tool view={view} command={MARK} icon={<MarkIcon />} />
          <Tool view={view} command={CURSOR_A} icon={<LetterIcon letter="A" />} />
          <Tool view={view} command={CURSOR_B} icon={<LetterIcon letter="B" />} />
        </>
      )}
    </div>
  )
}

export function AsTable({ view }: { view: View }) {
  const { store } = view.timeline
  const asTable = useStore(store, (state) => state.asTable)
  return (
    <button
      type="button"
      className="timeline-tool timeline-tool-words"
      aria-pressed={asTable}
      onClick={() => store.setState({ asTable: !asTable })}
    >
      As table
    </button>
  )
}

interface ToolProps {
  view: View
  command: Command
  icon: ReactNode
  pressed?: boolean
}

function Tool({ view, command, icon, pressed }: ToolProps) {
  const [key] = command.keys ?? []
  return (
    <button
      type="button"
      className="timeline-tool"
      aria-label={command.title}
      title={key ? `${command.title} (${keyLabel(key)})` : command.title}
      aria-pressed={pressed}
      onClick={() => runCommand(command, view)}
    >
      {icon}
    </button>
  )
}
