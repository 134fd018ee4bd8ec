/** A CPU's thread. Wiring only. */
import { actorThread } from '../control/actor-thread.ts'
import { bootCpu } from './boot-cpu.ts'
import type { CpuBoot, CpuMessage, ToCpu } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const post = (message: CpuMessage): void => scope.postMessage(message)
const hear = actorThread((boot: CpuBoot) => bootCpu(boot, post), post)

scope.onmessage = ({ data }: MessageEvent<ToCpu>) => hear(data)
