import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

/* A thread of a test: loads the module, runs its `run` with the first message. Node 20 needs tsx for TypeScript, and `--import tsx` does nothing in a thread. */
register()
const { run } = await import(workerData)
parentPort.once('message', (data) => run(data, (message) => parentPort.postMessage(message)))
