/** The one thread of a machine without shared memory. Wiring only. */
import { threadTime } from '../../clock/thread-time.ts'
import { MachineHost } from './machine-host.ts'
import type { HostCall } from './messages.ts'
import { Turns } from './turns.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const time = threadTime()
/** a message to oneself waits behind all that has come before, and is not held back as timers are */
const { port1, port2 } = new MessageChannel()
const turns = new Turns({
  nowMs: time.nowMs,
  defer: (act) => {
    port1.onmessage = act
    port2.postMessage(undefined)
  },
})
const machineHost = new MachineHost({
  host: turns,
  time,
  post: (message, moved) => scope.postMessage(message, moved),
})

scope.onmessage = ({ data }: MessageEvent<HostCall>) => void machineHost.hear(data)
