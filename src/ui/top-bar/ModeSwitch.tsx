const LATER = [
  ['Step', 'Step by step comes in a later version'],
  ['Replay', 'Replay of recordings comes in a later version'],
] as const

export function ModeSwitch() {
  return (
    <div className="mode-switch" role="group" aria-label="Mode">
      <button type="button" aria-pressed="true" title="CPUs run freely; the page shows samples">
        Live
      </button>
      {LATER.map(([mode, why]) => (
        <button type="button" key={mode} aria-pressed="false" aria-disabled="true" title={why}>
          {mode}
        </button>
      ))}
    </div>
  )
}
