/** The reader's thread. Wiring only. */
import { actorThread } from '../control/actor-thread.ts'
import { bootReader } from './boot-reader.ts'
import type { ReaderBoot, ReaderMessage, ToReader } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
/** What is as large as the rings goes over, and is not copied. */
const post = (message: ReaderMessage): void =>
  scope.postMessage(message, message.type === 'unread' ? message.unread.batches : [])
const hear = actorThread((boot: ReaderBoot) => bootReader(boot, post), post)

scope.onmessage = ({ data }: MessageEvent<ToReader>) => hear(data)
