// Node loads no TypeScript by itself: the entry of a thread brings the loader along, where the thread was not bundled before (see bundle-thread.ts).
import { workerData } from 'node:worker_threads'

if (workerData.bundle) await import(workerData.bundle)
else {
  const { register } = await import('tsx/esm/api')
  register()
  await import(workerData.kind === 'in-turn' ? './in-turn-thread.ts' : './node-thread.ts')
}
