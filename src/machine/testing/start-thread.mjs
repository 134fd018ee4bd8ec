// Node loads no TypeScript by itself: the entry of a thread brings the loader along.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.kind === 'in-turn' ? './in-turn-thread.ts' : './node-thread.ts')
