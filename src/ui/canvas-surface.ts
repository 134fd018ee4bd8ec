/** A canvas with its size in css pixels, its pixel ratio, and textures for the colours in force. */
import type { CanvasTheme } from './canvas-theme.ts'
import { makeHatches } from './hatch.ts'
import type { Hatches } from './hatch.ts'
import type { Brush } from './rings/ring-draw.ts'

export class CanvasSurface {
  width = 0
  height = 0
  private ratio = 1
  private hatches: Hatches | undefined
  private themeVersion = -1
  private readonly ctx: CanvasRenderingContext2D | undefined

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly theme: CanvasTheme,
  ) {
    this.ctx = canvas.getContext('2d') ?? undefined
  }

  resize(width: number, height: number): void {
    const ratio = Math.max(1, window.devicePixelRatio)
    if (width === this.width && height === this.height && ratio === this.ratio) return
    this.width = width
    this.height = height
    this.ratio = ratio
    this.hatches = undefined
    this.canvas.width = Math.round(width * ratio)
    this.canvas.height = Math.round(height * ratio)
  }

  /** Clears and gives the brush; undefined where this browser has no canvas left to give. */
  begin(): Brush | undefined {
    const { ctx, ratio } = this
    if (!ctx || this.width === 0) return undefined
    if (!this.hatches || this.themeVersion !== this.theme.version) {
      this.hatches = makeHatches(ctx, this.theme.colors, ratio)
      this.themeVersion = this.theme.version
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    ctx.clearRect(0, 0, this.width, this.height)
    return { ctx, colors: this.theme.colors, hatches: this.hatches }
  }
}
