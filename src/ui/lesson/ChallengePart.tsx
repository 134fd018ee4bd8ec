import { useStore } from 'zustand'
import type { LessonPlayer } from '../../store/lesson-player.ts'
import { runCommand } from '../commands/command.ts'
import type { View } from '../view.ts'
import { PressButton } from '../PressButton.tsx'
import { useSteps } from '../steps/use-steps.ts'
import { tell, UNDO } from './lesson-commands.ts'
import { LessonText } from './LessonText.tsx'

/** Won however one gets there. */
export function ChallengePart({ view, player }: { view: View; player: LessonPlayer }) {
  const { challenge: state, part, busy } = useStore(player.state)
  useSteps(view)
  if (!state) return null
  const { challenge, goal, won, hints } = state
  return (
    <div className="lesson-challenge">
      <h2 className="lesson-title" tabIndex={-1}>
        Challenge: {challenge.title}
      </h2>
      <LessonText view={view} text={goal} />
      {hints.map((hint) => (
        <LessonText view={view} key={hint} text={`Hint: ${hint}`} />
      ))}
      <div className="lesson-around">
        <button
          type="button"
          className="button"
          disabled={won !== undefined || hints.length === challenge.hints.length}
          onClick={() => tell(view, player.hint())}
        >
          Hint
        </button>
        <PressButton
          className="button"
          off={UNDO.enabled?.(view) === false}
          title="Takes back the last op (Backspace)"
          onPress={() => runCommand(UNDO, view)}
        >
          Undo
        </PressButton>
        <button type="button" className="button" disabled={busy} onClick={() => tell(view, player.goTo(part))}>
          Begin again
        </button>
      </div>
      <p className="lesson-won" role="status">
        {won && (
          <>
            <b>Won.</b> The link of it does the same again, wherever it is opened.{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => view.shell.setState({ dialog: 'share' })}
            >
              Share the proof
            </button>
          </>
        )}
      </p>
    </div>
  )
}
