/** The reader's thread. Wiring only. */
import { bootReader } from './boot-reader.ts'
import type { ReaderBoot, ReaderMessage } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const post = (message: ReaderMessage): void => scope.postMessage(message)

scope.onmessage = ({ data }: MessageEvent<ReaderBoot>) => {
  try {
    const loop = bootReader(data, post)
    post({ type: 'ready' })
    loop.run()
  } catch (error) {
    post({ type: 'crashed', message: error instanceof Error ? error.message : String(error) })
  }
}
