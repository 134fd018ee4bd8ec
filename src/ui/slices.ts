/** Work in slices, between which the page goes on. */

/** ms of work at a time, and until the next: the page has the larger part of every frame */
const SLICE_MS = 7
const PAUSE_MS = 8

export class Slices {
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param work goes on until `isOver`; @returns whether all is done */
  constructor(private readonly work: (isOver: () => boolean) => boolean) {}

  /** There may be something to do. */
  wake(): void {
    this.timer ??= setTimeout(this.slice, PAUSE_MS)
  }

  private readonly slice = (): void => {
    this.timer = undefined
    const end = Date.now() + SLICE_MS
    if (!this.work(() => Date.now() >= end)) this.wake()
  }
}
