import { installApi } from './api/ringside-api.ts'
import { registerServiceWorker } from './service-worker/register.ts'
import { createSession } from './store/create-session.ts'
import { mount } from './ui/mount.tsx'
import './ui/theme.css'
import './ui/families.css'

const capabilities = {
  isolated: crossOriginIsolated,
  // an isolated page does not mean that there is shared memory, so that is what is asked
  sharedMemory: typeof SharedArrayBuffer === 'function',
  workers: typeof Worker === 'function',
  // whoever steps waits for a word to change without blocking the page
  stepping: typeof SharedArrayBuffer === 'function' && 'waitAsync' in Atomics,
}
const session = createSession(capabilities, location.search)

const root = document.getElementById('root')
const { worksheet } = session.links.asked
// paper takes no machine
const printed = root && worksheet !== undefined ? showWorksheet(root, worksheet) : undefined
const drawn = printed ?? (root ? mount(session, root) : Promise.resolve())
installApi(session, { booted: printed ?? session.boot(), drawn })
registerServiceWorker(drawn)

async function showWorksheet(element: Element, id: string): Promise<void> {
  const { showSheet } = await import('./ui/worksheet/show-sheet.tsx')
  return showSheet(element, id)
}
