/** Every single store of a call to a ring, in order, so that it can be cut off after each: as a crash would. On one thread. */
import { Arena } from '../arena.ts'
import { RfcBuffer } from '../rfc/buffer.ts'
import type { RfcOptions } from '../rfc/buffer.ts'

type View = 'i32' | 'i16' | 'f64' | 'u8'

interface Store {
  readonly view: View
  readonly index: number
  readonly value: number
}

export class StoreLog {
  readonly stores: Store[] = []
  /** over the memory, and every store is logged */
  readonly buffer: RfcBuffer
  private readonly before: ArrayBufferLike

  constructor(
    memory: ArrayBufferLike,
    private readonly options: RfcOptions,
  ) {
    this.before = memory.slice(0)
    const arena = new Arena(memory)
    for (const view of ['i32', 'i16', 'f64', 'u8'] as const)
      Object.defineProperty(arena, view, { value: this.logged(view, arena[view]) })
    this.buffer = new RfcBuffer(arena, options)
    // Atomics take no proxy, and this is the only word that a write asks them for
    Object.defineProperty(this.buffer, 'overwrite', { value: options.overwrite })
  }

  /** The ring as it is after so many of the stores. */
  after(count: number): RfcBuffer {
    const arena = new Arena(this.before.slice(0))
    for (const { view, index, value } of this.stores.slice(0, count)) arena[view][index] = value
    return new RfcBuffer(arena, this.options)
  }

  private logged(view: View, array: Arena[View]): Arena[View] {
    return new Proxy(array, {
      get: (target, key) => Reflect.get(target, key, target) as unknown,
      set: (target, key, value: number) => {
        this.stores.push({ view, index: Number(key), value })
        return Reflect.set(target, key, value, target)
      },
    })
  }
}
