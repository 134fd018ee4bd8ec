/** The one thread of a machine in turn under worker_threads: the same wiring as `in-turn.worker.ts` of the browser. */
import { parentPort } from 'node:worker_threads'
import { threadTime } from '../../clock/thread-time.ts'
import { MachineHost } from '../in-turn/machine-host.ts'
import { turnsInNode } from './turns-in-node.ts'

const port = parentPort
if (!port) throw new Error('this file is a thread')
const machineHost = new MachineHost({
  host: turnsInNode(),
  time: threadTime(),
  post: (message, moved) => port.postMessage(message, moved),
})

port.on('message', (call) => void machineHost.hear(call))
