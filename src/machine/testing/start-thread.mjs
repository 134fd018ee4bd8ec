// Node loads no TypeScript by itself: the entry of a thread brings the loader along, where no bundles were made before (see bundle-threads.ts).
import { workerData } from 'node:worker_threads'

const name = workerData.kind === 'in-turn' ? 'in-turn-thread' : 'node-thread'
const bundles = process.env.RINGSIDE_THREADS
if (bundles) await import(new URL(`${name}.mjs`, bundles).href)
else {
  const { register } = await import('tsx/esm/api')
  register()
  await import(`./${name}.ts`)
}
