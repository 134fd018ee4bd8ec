import { parentPort, workerData } from 'node:worker_threads'

/* A thread in Node: boots the bundle, takes its job, and then a turn for every message. */
const { CaseThread } = await import(workerData)
parentPort.once('message', (job) => {
  const thread = new CaseThread(job)
  parentPort.on('message', async () => parentPort.postMessage(await thread.turn()))
  parentPort.postMessage('set up')
})
parentPort.postMessage('booted')
