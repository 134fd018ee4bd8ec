/** The page's side of the worker that draws density. */
import type { CaptureMemory } from '../../ring/capture-memory.ts'
import type { DensityAnswer, DensityRequest, DensityScene } from './density-scene.ts'

/** What the worker was asked for, and what it has drawn. */
interface Painted {
  readonly scene: DensityScene
  readonly shared: CaptureMemory
  readonly bitmap: ImageBitmap
}

export class DensityPainter {
  painted: Painted | undefined
  private readonly worker = new Worker(new URL('./density.worker.ts', import.meta.url), { type: 'module' })
  private asked: { scene: DensityScene; shared: CaptureMemory; version: number } | undefined
  private busy = false

  constructor(onImage: () => void) {
    this.worker.onmessage = ({ data }: MessageEvent<DensityAnswer>) => {
      this.busy = false
      if (data.bitmap && this.asked) {
        this.painted?.bitmap.close()
        this.painted = { ...this.asked, bitmap: data.bitmap }
      } else this.asked = undefined
      onImage()
    }
  }

  /** What it has been asked for already is not asked for again; what comes while it paints is asked for by the frame after. */
  ask(scene: DensityScene, shared: CaptureMemory, version: number): void {
    const { asked } = this
    if (this.busy || (asked?.scene === scene && asked.shared === shared && asked.version === version)) return
    const { layout, memory } = shared
    const request: DensityRequest = {
      ...(asked?.scene !== scene && { scene }),
      ...(asked?.shared !== shared && { captures: { layout, memory } }),
    }
    this.asked = { scene, shared, version }
    this.busy = true
    this.worker.postMessage(request)
  }

  close(): void {
    this.worker.terminate()
    this.painted?.bitmap.close()
  }
}
