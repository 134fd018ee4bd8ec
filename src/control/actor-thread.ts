/** An actor's life as its thread sees it: messages that boot it and bring it rings, and in between its loop, which hears none. */
import type { RfcOptions } from '../ring/rfc/buffer.ts'

/** The memory of a machine's rings, as a message brings it to an actor. */
export interface RingMemory {
  /** the control block's `rings` while this memory is in force */
  serial: number
  ring: SharedArrayBuffer
  options: RfcOptions
}

/** A running actor. `run` goes on until other rings are in force. */
export interface ActorLoop {
  run(): void
}

type ToActor<Boot, Rings> = (Boot & { type: 'boot'; rings: Rings }) | { type: 'rings'; rings: Rings }
type FromActor = { type: 'ready' } | { type: 'crashed'; message: string }

/**
 * @param boot makes what stays with the actor, and returns what puts it over rings: over its first, and over others after each resize
 * @returns what the thread does with each message
 */
export function actorThread<Boot, Rings>(
  boot: (message: Boot) => (rings: Rings) => ActorLoop,
  post: (message: FromActor) => void,
): (message: ToActor<Boot, Rings>) => void {
  let workOver: ((rings: Rings) => ActorLoop) | undefined
  return (message) => {
    try {
      if (message.type === 'boot') workOver = boot(message)
      const loop = workOver?.(message.rings)
      if (message.type === 'boot') post({ type: 'ready' })
      loop?.run()
    } catch (error) {
      workOver = undefined // who has crashed stays so, whatever rings still come
      post({ type: 'crashed', message: error instanceof Error ? error.message : String(error) })
    }
  }
}
