/** A 2d context that only notes what is called on it, with the fill style of that moment. */
export interface Call {
  readonly name: string
  readonly args: readonly unknown[]
  readonly fillStyle: unknown
}

export function recordingContext(): { ctx: CanvasRenderingContext2D; calls: Call[]; named: (name: string) => Call[] } {
  const calls: Call[] = []
  const state: Record<string, unknown> = {}
  const ctx = new Proxy(state, {
    get: (_, name: string) =>
      name in state
        ? state[name]
        : (...args: unknown[]) => {
            calls.push({ name, args, fillStyle: state['fillStyle'] })
          },
  })
  const named = (name: string): Call[] => calls.filter((call) => call.name === name)
  // of a context, what is drawn with uses no more than this
  return { ctx: ctx as unknown as CanvasRenderingContext2D, calls, named }
}
