/** A CPU's thread. Wiring only. */
import { bootCpu } from './boot-cpu.ts'
import type { CpuBoot, CpuMessage } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const post = (message: CpuMessage): void => scope.postMessage(message)

scope.onmessage = ({ data }: MessageEvent<CpuBoot>) => {
  try {
    const loop = bootCpu(data, post)
    post({ type: 'ready' })
    loop.run()
  } catch (error) {
    post({ type: 'crashed', message: error instanceof Error ? error.message : String(error) })
  }
}
