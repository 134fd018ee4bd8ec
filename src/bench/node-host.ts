import { Worker } from 'node:worker_threads'
import type { Transferable } from 'node:worker_threads'
import { bundleOf } from './bench-group.ts'
import type { Bundles } from './bundles.ts'
import type { Host } from './host.ts'
import { MessageQueue } from './message-queue.ts'
import { Team } from './team.ts'
import type { Thread } from './team.ts'

export function nodeHost({ module, urlOf }: Bundles): Host {
  return {
    name: 'Node',
    version: `Node ${process.versions.node}`,
    gather: (name) => Team.gather(module.findCase(name), () => boot(urlOf(bundleOf(name)))),
    close: async () => {},
  }
}

async function boot(workerData: string): Promise<Thread> {
  const worker = new Worker(new URL('./node-thread.mjs', import.meta.url), { workerData })
  const queue = new MessageQueue()
  worker.on('message', (message) => queue.add(message))
  worker.on('error', (error) => queue.fail(error))
  await queue.next() // booted
  return {
    // the ports are Node's own, whatever the type of the page says
    post: (message, transfer) => worker.postMessage(message, transfer as unknown as Transferable[]),
    next: () => queue.next(),
    end: () => void worker.terminate(),
  }
}
