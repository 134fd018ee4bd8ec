// Node loads no TypeScript by itself: the entry of a thread brings the loader along.
import { register } from 'tsx/esm/api'

register()
await import('./node-thread.ts')
