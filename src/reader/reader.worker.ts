/** The reader's thread. Wiring only. */
import { actorThread } from '../control/actor-thread.ts'
import { bootReader } from './boot-reader.ts'
import type { ReaderBoot, ReaderMessage, ToReader } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const post = (message: ReaderMessage): void => scope.postMessage(message)
const hear = actorThread((boot: ReaderBoot) => bootReader(boot, post), post)

scope.onmessage = ({ data }: MessageEvent<ToReader>) => hear(data)
