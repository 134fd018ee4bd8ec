import { COURSE } from '../../lessons/course.ts'
import { applyPreset } from '../controls/controls-commands.ts'
import { PickFile } from '../controls/PickFile.tsx'
import { BY_HAND } from '../controls/presets.ts'
import { openLesson } from '../lesson/lesson-commands.ts'
import { progressOf } from '../lesson/progress.ts'
import type { View } from '../view.ts'
import { closeStart } from './start-commands.ts'
import './start.css'

/** Four ways in, for whoever comes for the first time. */
export function StartCard({ view }: { view: View }) {
  const next = COURSE.find(({ id }) => progressOf(id) === undefined) ?? COURSE[0]
  const begin = (act: () => unknown): void => {
    closeStart(view)
    act()
  }
  const isBegun = next !== COURSE[0]
  return (
    <nav className="start" aria-label="Where to start">
      <div className="start-head">
        <h3>New here?</h3>
        <button
          type="button"
          className="button button-bare"
          aria-label="Close “New here?”"
          onClick={() => closeStart(view)}
        >
          ×
        </button>
      </div>
      <ul>
        <li>
          <button
            type="button"
            className="button button-strong"
            onClick={() => begin(() => next && openLesson(view, next.id))}
          >
            Learn
          </button>
          <span>
            {isBegun ? 'go on: ' : ''}
            {next?.title}, {next?.minutes} min.{' '}
            <button type="button" className="link-button" onClick={() => view.shell.setState({ dialog: 'course' })}>
              All lessons
            </button>
          </span>
        </li>
        <li>
          <button type="button" className="button" onClick={() => begin(() => view.session.start())}>
            Watch
          </button>
          <span>it already runs: a real trace, on real threads</span>
        </li>
        <li>
          <button type="button" className="button" onClick={() => begin(() => applyPreset(view, BY_HAND))}>
            Try
          </button>
          <span>two small rings by hand, one step at a time</span>
        </li>
        <li>
          <PickFile view={view} title="Open" name="ftrace text file" />
          <span>an ftrace text file of your own</span>
        </li>
      </ul>
    </nav>
  )
}
