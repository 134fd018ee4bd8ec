import { useRef } from 'react'
import type { ReactNode } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { readStored, writeStored } from './stored.ts'
import './resizable.css'

const storage = { getItem: readStored, setItem: writeStored }

interface ResizableProps {
  /** names the layout that is remembered */
  id: string
  direction: 'horizontal' | 'vertical'
  panels: readonly ResizablePanel[]
}

export interface ResizablePanel {
  readonly id: string
  readonly content: ReactNode
  /** px at first; undefined: what the others leave */
  readonly size?: number
  /** px */
  readonly least: number
}

/** Panels with separators that are dragged, or moved by the arrow keys; a double click gives a panel its first size again. Sizes are remembered. */
export function Resizable({ id, direction, panels }: ResizableProps) {
  const panelIds = panels.map((panel) => panel.id)
  const layout = useDefaultLayout({ id, panelIds, storage })
  // sizes that nobody chose are not remembered: they are of this window, and another one has its own
  const chosen = useRef(false)
  const choose = (): void => {
    chosen.current = true
  }
  return (
    <Group
      id={id}
      className="resizable"
      orientation={direction}
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={(sizes) => (chosen.current ? layout.onLayoutChanged(sizes) : undefined)}
    >
      {panels.flatMap((panel, at) => {
        const { size } = panel
        const box = (
          <Panel
            key={panel.id}
            id={panel.id}
            className="resizable-panel"
            minSize={panel.least}
            {...(size !== undefined && { defaultSize: size, groupResizeBehavior: 'preserve-pixel-size' })}
          >
            {panel.content}
          </Panel>
        )
        const before = panels[at - 1]
        if (!before) return [box]
        const label = `Size of ${before.id} and ${panel.id}`
        return [
          <Separator
            key={label}
            className="resizable-separator"
            aria-label={label}
            onPointerDown={choose}
            onKeyDown={choose}
          />,
          box,
        ]
      })}
    </Group>
  )
}
