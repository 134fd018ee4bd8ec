/**
 * The one frame loop: captures first, pictures second. It goes round while the machine runs, for a short while after anything was asked for
 * (a capture takes a few frames to arrive), and while a picture says that it will change by itself; otherwise it is idle. The browser
 * holds back frames of a hidden page; `wake` starts it again.
 */
export type DrawFrame = (nowMs: number) => boolean | void

/** A capture is asked for in one frame and collected in a later one; a parked CPU answers within this time. */
const SETTLE_MS = 400

export type RequestFrame = (callback: (nowMs: number) => void) => unknown

export interface FrameLoopOptions {
  poll(): void
  isRunning(): boolean
  /** the browser's, but in tests */
  requestFrame?: RequestFrame
}

export class FrameLoop {
  private readonly draws = new Set<DrawFrame>()
  private readonly requestFrame: RequestFrame
  private pending = false
  private woken = false
  private settleUntil = 0

  constructor(private readonly options: FrameLoopOptions) {
    this.requestFrame = options.requestFrame ?? ((callback) => requestAnimationFrame(callback))
  }

  /** @param draw called every frame; true asks for another one. @returns the way to take it off again */
  add(draw: DrawFrame): () => void {
    this.draws.add(draw)
    this.wake()
    return () => this.draws.delete(draw)
  }

  /** Something may have changed: draw soon, and for a while after. */
  wake = (): void => {
    this.woken = true
    this.request()
  }

  private request(): void {
    if (this.pending) return
    this.pending = true
    this.requestFrame(this.onFrame)
  }

  private readonly onFrame = (nowMs: number): void => {
    this.pending = false
    if (this.woken) this.settleUntil = nowMs + SETTLE_MS
    this.woken = false
    this.options.poll()
    let again = this.options.isRunning() || nowMs < this.settleUntil
    for (const draw of this.draws) again = draw(nowMs) === true || again
    if (again) this.request()
  }
}
