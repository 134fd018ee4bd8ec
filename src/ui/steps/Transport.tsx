import { Count } from '../Count.tsx'
import { runCommand } from '../commands/command.ts'
import type { Command } from '../commands/command.ts'
import { PressButton } from '../PressButton.tsx'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'
import { BranchTree } from './BranchTree.tsx'
import { Scrubber } from './Scrubber.tsx'
import { BACK, canFork, FORK, FORWARD, TO_END, TO_START } from './steps-commands.ts'

const BUTTONS: readonly { command: Command; name: string; sign: string }[] = [
  { command: TO_START, name: 'Start', sign: '⇤' },
  { command: BACK, name: 'Back', sign: '←' },
  { command: FORWARD, name: 'Forward', sign: '→' },
  { command: TO_END, name: 'End', sign: '⇥' },
]

/** Where one is in the recording, and back and forth in it. */
export function Transport({ view, run }: { view: View; run: Run }) {
  const { position, length } = run.recording
  return (
    <div className="step-transport">
      <div className="step-transport-buttons" role="group" aria-label="Back and forward">
        {BUTTONS.map(({ command, name, sign }) => (
          <PressButton
            className="button button-small"
            key={name}
            aria-label={name}
            title={command.title}
            off={command.enabled?.(view) === false}
            onPress={() => runCommand(command, view)}
          >
            {sign}
          </PressButton>
        ))}
        <span className="step-transport-op">
          op{' '}
          <b>
            <Count value={position} />
          </b>{' '}
          / <Count value={length} />
        </span>
      </div>
      <Scrubber view={view} run={run} />
      <Past view={view} run={run} />
      <BranchTree view={view} run={run} />
    </div>
  )
}

/** Past, or without threads: from here one goes on in another branch. */
function Past({ view, run }: { view: View; run: Run }) {
  if (run.isLive) return null
  if (!canFork(view.session))
    return (
      <p className="step-past">
        A recording. Going on from it takes threads that can be parked, and so shared memory: this page has none.
      </p>
    )
  return (
    <p className="step-past">
      This is the past.{' '}
      <button type="button" className="button button-small" onClick={() => runCommand(FORK, view)}>
        Go on from here
      </button>
    </p>
  )
}
