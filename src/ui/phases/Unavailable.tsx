import { PickFile } from '../controls/PickFile.tsx'
import { RECORDING_ENDING } from '../controls/open-file.ts'
import type { View } from '../view.ts'
import { Notice } from './Notice.tsx'

/** Without shared memory a machine still runs (InTurnNotice.tsx); without workers none does. */
export function Unavailable({ view }: { view: View }) {
  return (
    <Notice title="This browser has no workers, which are the CPUs of the machine.">
      <p className="notice-why">
        What runs here runs in threads of its own, away from the page, and this browser gives the page none. So there is
        nothing that could run, and no event is simulated in its place.
      </p>
      <h2>What to do</h2>
      <ul>
        <li>Allow workers for this page, where they are switched off.</li>
        <li>Use a browser with module workers: Chromium 92, Firefox 114, Safari 16.4 or later.</li>
      </ul>
      <p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Try again
        </button>{' '}
        <PickFile view={view} title="Open a recording" name="Recording file" accept={RECORDING_ENDING} />
      </p>
      <p>A recording of steps was made elsewhere; to look at it takes no workers.</p>
    </Notice>
  )
}
