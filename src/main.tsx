import { createSession } from './store/create-session.ts'
import { mount } from './ui/mount.tsx'
import './ui/theme.css'
import './ui/families.css'

const sharedMemory = typeof SharedArrayBuffer === 'function' && crossOriginIsolated
const workers = typeof Worker === 'function'
const session = createSession({
  isolated: crossOriginIsolated,
  sharedMemory,
  workers,
  stepping: sharedMemory && workers,
})

const root = document.getElementById('root')
if (root) mount(session, root)
void session.boot()
