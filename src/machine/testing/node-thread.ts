/** A CPU's or the reader's thread under worker_threads: the same wiring as the `*.worker.ts` of the browser, with a place to die at. */
import { parentPort, workerData } from 'node:worker_threads'
import { actorThread } from '../../control/actor-thread.ts'
import { bootCpu } from '../../cpu/boot-cpu.ts'
import type { CpuBoot } from '../../cpu/messages.ts'
import { bootReader } from '../../reader/boot-reader.ts'
import type { ReaderBoot } from '../../reader/messages.ts'
import { noProbe, pointName } from '../../ring/probe.ts'
import type { Probe } from '../../ring/probe.ts'
import type { ThreadPlan } from './spawn-node.ts'

const port = parentPort
if (!port) throw new Error('this file is a thread')
const post = (message: unknown): void => port.postMessage(message)
const { kind, fault } = workerData as ThreadPlan
const probe = fault ? faultAt(fault) : noProbe

port.on(
  'message',
  kind === 'cpu'
    ? actorThread((boot: CpuBoot) => bootCpu(boot, post, probe), post)
    : actorThread((boot: ReaderBoot) => bootReader(boot, post, probe), post),
)

/** Ends the actor at the n-th hit of a point, or holds it there: nothing behind it is stored any more. */
function faultAt({ point, hit, stays }: NonNullable<ThreadPlan['fault']>): Probe {
  const forever = new Int32Array(new SharedArrayBuffer(4))
  let hits = 0
  return (at) => {
    if (at !== point || ++hits !== hit) return
    if (stays) Atomics.wait(forever, 0, 0)
    throw new Error(`died at ${pointName(point)}`)
  }
}
