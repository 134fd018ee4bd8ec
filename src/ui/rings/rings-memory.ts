import { RingHistory } from './history.ts'
import { SwapMarks } from './swap-marks.ts'

/** What the pictures of one panel remember from frame to frame, whatever its size. */
export class RingsMemory {
  /** changes when there is more to draw with */
  version = 0
  readonly history = new RingHistory()
  readonly swaps = new SwapMarks()
  readonly strips = new Later(() =>
    import('./density-strips.ts').then((module) => new module.DensityStrips(this.changed)),
  )
  readonly circles = new Later(() => import('./circle-row.ts'))
  readonly steps = new Later(() => import('./step-marks.ts'))

  /** @param onImage there is another image to draw */
  constructor(private readonly onImage: () => void) {}

  clear(): void {
    this.history.clear()
    this.swaps.clear()
  }
  close(): void {
    this.strips.loaded?.close()
  }

  /** @returns undefined while it is being loaded */
  want<T>(part: Later<T>): T | undefined {
    part.load(this.changed)
    return part.loaded
  }

  private readonly changed = (): void => {
    this.version++
    this.onImage()
  }
}

/** A part of the pictures that is loaded when it is first needed. */
class Later<T> {
  loaded: T | undefined
  private coming: Promise<void> | undefined

  constructor(private readonly fetch: () => Promise<T>) {}

  load(onLoaded: () => void): void {
    this.coming ??= this.fetch().then((part) => {
      this.loaded = part
      onLoaded()
    })
  }
}
