import { useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import './tabs.css'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly content: ReactNode
}

interface TabsProps<Name extends string> {
  label: string
  tabs: readonly Tab<Name>[]
  current: Name
  onChange: (name: Name) => void
  /** at the end of the bar, whatever tab is shown */
  children?: ReactNode
}

/** Panels in one place, one at a time. A panel that was shown once stays as it was left. */
export function Tabs<Name extends string>({ label, tabs, current, onChange, children }: TabsProps<Name>) {
  const id = useId()
  const bar = useRef<HTMLDivElement>(null)
  const [visited, setVisited] = useState<readonly Name[]>([current])
  // a command can change it too
  if (!visited.includes(current)) setVisited([...visited, current])
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextTab(tabs, current, event.key)
    if (!next) return
    event.preventDefault()
    onChange(next.name)
    bar.current?.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus()
  }
  return (
    <div className="tab-panels">
      <div className="tab-bar">
        <div className="tab-list" role="tablist" aria-label={label} ref={bar} onKeyDown={onKeyDown}>
          {tabs.map(({ name }) => (
            <button
              type="button"
              key={name}
              role="tab"
              id={`${id}${name}`}
              data-tab={name}
              aria-selected={name === current}
              aria-controls={visited.includes(name) ? `${id}${name}-panel` : undefined}
              tabIndex={name === current ? 0 : -1}
              onClick={() => onChange(name)}
            >
              {name}
            </button>
          ))}
        </div>
        {children}
      </div>
      {tabs
        .filter(({ name }) => visited.includes(name))
        .map(({ name, content }) => (
          <div
            className="tab-panel"
            key={name}
            role="tabpanel"
            id={`${id}${name}-panel`}
            aria-labelledby={`${id}${name}`}
            hidden={name !== current}
          >
            {content}
          </div>
        ))}
    </div>
  )
}

function nextTab<Name extends string>(tabs: readonly Tab<Name>[], current: Name, key: string): Tab<Name> | undefined {
  const at = tabs.findIndex(({ name }) => name === current)
  const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }
  const step = steps[key]
  return step === undefined ? undefined : tabs.at(step % tabs.length)
}
