/** The rings in view as density: each a row of one image, drawn as high as its ring. */
import type { CapturedRing } from '../../ring/capture.ts'
import type { CanvasColors } from '../canvas-theme.ts'
import { paintDensity, parseRgb } from './density.ts'
import type { DensityColors, PageFill, Rgb } from './density.ts'
import type { Band, Brush } from './ring-draw.ts'
import type { RingsGeometry } from './rows-layout.ts'

export class DensityStrips {
  private readonly canvas = document.createElement('canvas')
  private pixels: ImageData | undefined
  private colors: { of: CanvasColors; roles: DensityColors } | undefined

  /** @param rings in the order in which they are drawn then */
  paint(brush: Brush, geometry: RingsGeometry, rings: readonly CapturedRing[]): void {
    const context = this.canvas.getContext('2d')
    const width = Math.max(1, Math.round(geometry.dataWidth) + 1)
    if (!context || rings.length === 0) return
    if (this.pixels?.width !== width || this.pixels.height !== rings.length) {
      this.canvas.width = width
      this.canvas.height = rings.length
      this.pixels = context.createImageData(width, rings.length)
    }
    const { columns, dataX: x } = geometry
    const colors = this.rolesOf(brush)
    rings.forEach((ring, row) => {
      const out = new Uint32Array(this.pixels?.data.buffer ?? new ArrayBuffer(0), row * width * 4, width)
      const readPage = (page: number, fill: PageFill): void => ring.fillOf(page, fill)
      paintDensity({ columns, x, pageSize: ring.layout.pageSize, readPage, colors }, out)
    })
    context.putImageData(this.pixels, 0, 0)
  }

  /** @param row as painted */
  draw({ ctx }: Brush, geometry: RingsGeometry, row: number, band: Band): void {
    ctx.imageSmoothingEnabled = false
    ctx.drawImage(this.canvas, 0, row, this.canvas.width, 1, geometry.dataX, band.y, this.canvas.width, band.height)
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
