/**
 * The rings in view as density: each a row of one image, drawn as high as its ring. A worker paints the image from the captures in shared memory, one
 * request at a time; it comes a frame later. Until it does, and where the captures are in no shared memory, it is painted here.
 */
import type { CaptureMemory } from '../../ring/capture-memory.ts'
import type { SlotCapture } from '../../ring/capture.ts'
import type { CanvasColors } from '../canvas-theme.ts'
import { DensityPainter } from './density-painter.ts'
import { paintScene } from './density-scene.ts'
import type { DenseRing, DensityScene } from './density-scene.ts'
import { parseRgb } from './density.ts'
import type { DensityColors, Rgb } from './density.ts'
import type { Band, Brush } from './ring-draw.ts'
import type { RingsGeometry } from './rows-layout.ts'

/** Where the captures are; `version` changes with any of them. */
export interface DensitySource {
  readonly version: number
  /** undefined: in no shared memory */
  readonly shared: CaptureMemory | undefined
  latest(cpu: number): SlotCapture | undefined
}

export class DensityStrips {
  private readonly here = document.createElement('canvas')
  private image: CanvasImageSource | undefined
  private scene: (DensityScene & { key: string }) | undefined
  private colors: { of: CanvasColors; roles: DensityColors } | undefined
  private painter: DensityPainter | undefined

  /** @param onImage there is another image to draw */
  constructor(private readonly onImage: () => void) {}

  /** @param rings in the order in which they are drawn then */
  paint(brush: Brush, geometry: RingsGeometry, rings: readonly DenseRing[], source: DensitySource): void {
    if (rings.length === 0) return
    const scene = this.sceneOf(brush, geometry, rings)
    const bitmap = source.shared && this.bitmapOf(scene, source.shared, source.version)
    this.image = bitmap ?? this.paintHere(scene, source)
  }

  /** @param row as painted */
  draw({ ctx }: Brush, geometry: RingsGeometry, row: number, band: Band): void {
    const width = this.scene?.width ?? 0
    ctx.imageSmoothingEnabled = false
    if (this.image) ctx.drawImage(this.image, 0, row, width, 1, geometry.dataX, band.y, width, band.height)
  }

  close(): void {
    this.painter?.close()
    this.painter = undefined
  }

  private sceneOf(brush: Brush, geometry: RingsGeometry, rings: readonly DenseRing[]): DensityScene {
    const { columns, dataX: x } = geometry
    const width = Math.max(1, Math.round(geometry.dataWidth) + 1)
    const colors = this.rolesOf(brush)
    const key = rings.map(({ cpu, spare }) => (spare ? -cpu - 1 : cpu)).join()
    const { scene } = this
    if (scene?.columns === columns && scene.width === width && scene.colors === colors && scene.key === key)
      return scene
    this.scene = { columns, x, width, colors, rings, key }
    return this.scene
  }

  /** @returns the worker's newest image of this very scene */
  private bitmapOf(scene: DensityScene, shared: CaptureMemory, version: number): ImageBitmap | undefined {
    this.painter ??= new DensityPainter(this.onImage)
    this.painter.ask(scene, shared, version)
    const { painted } = this.painter
    return painted?.scene === scene && painted.shared === shared ? painted.bitmap : undefined
  }

  private paintHere(scene: DensityScene, source: DensitySource): CanvasImageSource {
    this.here.width = scene.width
    this.here.height = scene.rings.length
    const image = new ImageData(scene.width, scene.rings.length)
    paintScene(scene, (cpu) => source.latest(cpu), new Uint32Array(image.data.buffer))
    this.here.getContext('2d')?.putImageData(image, 0, 0)
    return this.here
  }

  private rolesOf({ ctx, colors }: Brush): DensityColors {
    if (this.colors?.of !== colors) {
      const rgb = (colour: string): Rgb => {
        ctx.fillStyle = colour // also a system colour comes back as six digits
        return parseRgb(String(ctx.fillStyle))
      }
      const roles = {
        unread: rgb(colors.committed),
        consumed: rgb(colors.consumed),
        reserved: rgb(colors.reserved),
        padding: rgb(colors.padding),
        free: rgb(colors.free),
      }
      this.colors = { of: colors, roles }
    }
    return this.colors.roles
  }
}
