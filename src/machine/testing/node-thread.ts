/** A CPU's or the reader's thread under worker_threads: the same wiring as the `*.worker.ts` of the browser. */
import { parentPort, workerData } from 'node:worker_threads'
import { bootCpu } from '../../cpu/boot-cpu.ts'
import type { CpuBoot } from '../../cpu/messages.ts'
import { bootReader } from '../../reader/boot-reader.ts'
import type { ReaderBoot } from '../../reader/messages.ts'

const port = parentPort
if (!port) throw new Error('this file is a thread')
const post = (message: unknown): void => port.postMessage(message)

port.on('message', (boot: CpuBoot | ReaderBoot) => {
  const loop = workerData === 'cpu' ? bootCpu(boot as CpuBoot, post) : bootReader(boot as ReaderBoot, post)
  post({ type: 'ready' })
  loop.run()
})
