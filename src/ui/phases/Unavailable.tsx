import type { Capabilities } from '../../store/ringside-store.ts'
import { Notice } from './Notice.tsx'

export function Unavailable({ capabilities }: { capabilities: Capabilities }) {
  return (
    <Notice title={titleOf(capabilities)}>
      <p className="notice-why">
        The CPUs here are real threads that write into memory they share. Browsers give shared memory only to pages that
        are cross-origin isolated, and this page is not, so there is nothing that could run. No event is simulated in
        its place.
      </p>
      <h2>What to do</h2>
      <ul>
        <li>
          Serving Ringside yourself? Send these two headers with every file; <code>npm start</code> does.
          <pre>{'Cross-Origin-Opener-Policy: same-origin\nCross-Origin-Embedder-Policy: require-corp'}</pre>
        </li>
        <li>Is the page framed by another one? Open it in a tab of its own.</li>
        <li>Open it by https or from localhost; other addresses are never isolated.</li>
        <li>
          Use a browser with SharedArrayBuffer and module workers: Chromium 92, Firefox 114, Safari 16.4 or later.
        </li>
      </ul>
      <table className="notice-facts">
        <tbody>
          {factsOf(capabilities).map(([what, has]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{has ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </Notice>
  )
}

function titleOf({ isolated, sharedMemory, workers }: Capabilities): string {
  if (!workers) return 'This browser has no workers, which are the CPUs of the machine.'
  if (!sharedMemory && !isolated) return 'Shared memory is off, because this page is not isolated.'
  return 'This browser has no shared memory.'
}

function factsOf({ isolated, sharedMemory, workers }: Capabilities): [string, boolean][] {
  return [
    ['cross-origin isolated', isolated],
    ['SharedArrayBuffer', sharedMemory],
    ['workers', workers],
  ]
}
