/** A function of this repository that calls a probe, as its file has it: with the comment above it. */
export interface SourceFunction {
  /** path below src/ */
  readonly file: string
  /** with its class: `RfcWriter.place`; a constructor is `new RfcCursors` */
  readonly name: string
  /** its first line in the file, counted from 1 */
  readonly from: number
  readonly lines: readonly string[]
}

/** A line at which an actor arrives with a probe point. */
export interface Place {
  /** of ring/probe.ts, or of control/step-point.ts */
  readonly point: number
  readonly file: string
  readonly line: number
  readonly functionName: string
  /** the function's first and last line; the comment above it belongs to it */
  readonly from: number
  readonly to: number
}

/** What the build takes out of the sources. */
export interface SteppedSource {
  readonly functions: readonly SourceFunction[]
  /** `inside`: index of the function */
  readonly sites: readonly { readonly point: number; readonly inside: number; readonly line: number }[]
}
