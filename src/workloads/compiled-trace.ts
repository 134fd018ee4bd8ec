import type { EventTypeInfo } from '../events/event-type.ts'

/** A recorded trace made ready for replay: plain data and typed arrays, to be posted to workers or to lie in shared memory. */
export interface CompiledTrace {
  /** the types that its events use */
  readonly types: readonly EventTypeInfo[]
  /** the smallest stamp of the trace, which replay counts from */
  readonly firstTs: number
  /** from the smallest stamp to the largest: what a lap adds */
  readonly durationNs: number
  /** a track for each CPU of the trace, empty where it recorded nothing */
  readonly perCpu: readonly ReplayTrack[]
}

/** The events of one CPU, in the order of the file; index by index. */
export interface ReplayTrack {
  /** ns since the trace's smallest stamp */
  readonly ts: Float64Array
  readonly type: Int32Array
  /** bytes of the body */
  readonly length: Int32Array
  /** where in `words` the body begins */
  readonly at: Int32Array
  /** all bodies, each from a whole word on */
  readonly words: Int32Array
}
