import { parentPort, workerData } from 'node:worker_threads'

/* A thread of a test: loads the module (test-thread.ts has made one file of JavaScript of it) and runs its `run` with the first message. */
const { run } = await import(workerData)
parentPort.postMessage('booted')
parentPort.once('message', (data) => run(data, (message) => parentPort.postMessage(message)))
