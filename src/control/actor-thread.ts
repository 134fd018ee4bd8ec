/** An actor's life as its thread sees it: messages that boot it and bring it rings, and in between its loop, which hears none. */
import type { RfcOptions } from '../ring/rfc/buffer.ts'
import { KernelBug } from '../ring/trace-buffer.ts'
import type { Warn } from '../ring/warn.ts'
import { runLoop } from './actor-loop.ts'
import type { ActorLoop } from './actor-loop.ts'
import type { LiveMemory } from './live-log.ts'

/** The memory of a machine's rings, as a message brings it to an actor. */
export interface RingMemory {
  /** the control block's `rings` while this memory is in force */
  serial: number
  ring: ArrayBufferLike
  options: RfcOptions
  /** what is done over them is logged there */
  live?: LiveMemory
}

type ToActor<Boot, Rings> = (Boot & { type: 'boot'; rings: Rings }) | { type: 'rings'; rings: Rings }
/** What every actor can say. */
export type ActorMessage =
  | { type: 'ready' }
  /** what the patch says with WARN_ON */
  | { type: 'warned'; message: string }
  /** the actor has ended by itself: on a bug of the patch as posted, or on an error that nobody caught */
  | { type: 'crashed'; message: string; isKernelBug: boolean }

/** Each warning once, as WARN_ON_ONCE: what one call warns of, the next call of the same kind will too. */
export function warnOnce(post: (message: ActorMessage) => void): Warn {
  const said = new Set<string>()
  return (message) => {
    if (said.has(message)) return
    said.add(message)
    post({ type: 'warned', message })
  }
}

/**
 * @param boot makes what stays with the actor, and returns what puts it over rings: over its first, and over others after each resize
 * @param go what is done with an actor over its rings: in a thread of its own it goes on until it has left them
 * @returns what the thread does with each message
 */
export function actorThread<Boot, Rings>(
  boot: (message: Boot) => (rings: Rings) => ActorLoop,
  post: (message: ActorMessage) => void,
  go: (loop: ActorLoop) => void = runLoop,
): (message: ToActor<Boot, Rings>) => void {
  let workOver: ((rings: Rings) => ActorLoop) | undefined
  return (message) => {
    try {
      if (message.type === 'boot') workOver = boot(message)
      const loop = workOver?.(message.rings)
      if (message.type === 'boot') post({ type: 'ready' })
      if (loop) go(loop)
    } catch (error) {
      workOver = undefined // who has crashed stays so, whatever rings still come
      post(crashOf(error))
    }
  }
}

/** What an actor says that ended on an error. */
export function crashOf(error: unknown): ActorMessage {
  const message = error instanceof Error ? error.message : String(error)
  return { type: 'crashed', message, isKernelBug: error instanceof KernelBug }
}
