import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Session } from '../store/session.ts'
import { App } from './App.tsx'
import { BytesModel } from './bytes/bytes-model.ts'
import { CanvasTheme } from './canvas-theme.ts'
import { createConfigHistory } from './controls/config-history.ts'
import { EventsModel } from './events/events-model.ts'
import { FrameLoop } from './frame-loop.ts'
import { MergePlayer } from './merge/merge-player.ts'
import { ErrorBoundary } from './phases/ErrorBoundary.tsx'
import { OverwriteMarks } from './rings/overwrite-marks.ts'
import { createRingsStore } from './rings/rings-store.ts'
import { isStartShown, START_KEY } from './start/start-commands.ts'
import { readStored } from './shell/stored.ts'
import { createShellStore, reveal } from './shell/shell-store.ts'
import { applyView, describeView } from './shell/view-link.ts'
import { Timeline } from './timeline/timeline.ts'
import { themeOf } from './use-theme.ts'
import type { View } from './view.ts'
import { WholeRings } from './whole-rings.ts'

/** Puts the page of a session into an element. @returns when the first machine has been drawn once */
export function mount(session: Session, element: Element): Promise<void> {
  const { store, captures } = session
  store.setState({ theme: themeOf(location.search) })
  const loop = new FrameLoop({ poll: () => captures.poll(), isRunning: () => store.getState().running })
  // every decision and every readout can change a picture
  store.subscribe(loop.wake)
  document.addEventListener('visibilitychange', loop.wake)
  // words that were drawn in another font are drawn again
  void document.fonts.ready.then(loop.wake)
  const whole = new WholeRings(session)
  whole.subscribe(loop.wake)
  const view: View = {
    session,
    loop,
    theme: new CanvasTheme(),
    marks: new OverwriteMarks(),
    shell: createShellStore(isStartShown(readStored(START_KEY))),
    history: createConfigHistory(store),
    rings: createRingsStore(),
    merge: new MergePlayer(session),
    timeline: new Timeline(session, whole, loop.wake),
    events: new EventsModel(session, whole),
    bytes: new BytesModel(session),
    whole,
  }
  // whoever opens a lesson reads it first
  store.subscribe((state, before) => state.lesson && !before.lesson && reveal(view.shell, 'Lesson'))
  session.links.viewParts = () => describeView(view)
  createRoot(element).render(
    <StrictMode>
      <ErrorBoundary>
        <App view={view} />
      </ErrorBoundary>
    </StrictMode>,
  )
  // a machine that boots forgets the selection, so that a link's view comes after it
  return firstDraw(loop, session).then(() => showAsked(view))
}

async function showAsked(view: View): Promise<void> {
  const { asked } = view.session.links
  applyView(view, asked.view)
  if (asked.debate !== undefined) (await import('./debate/open-asked.ts')).openAsked(view, asked.debate)
}

/** Pictures draw in the same frame in which the first capture is there. */
function firstDraw(loop: FrameLoop, { captures }: Session): Promise<void> {
  return new Promise((resolve) => {
    const remove = loop.add(() => {
      if (!captures.latest(0)) return
      remove()
      resolve()
    })
  })
}
