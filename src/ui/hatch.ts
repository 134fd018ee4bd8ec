/** Textures: the second channel beside colour. One small tile per texture, made once per theme and pixel ratio. */
import type { CanvasColors } from './canvas-theme.ts'

export interface Hatches {
  readonly padding: CanvasPattern | string
  readonly reserved: CanvasPattern | string
  readonly gap: CanvasPattern | string
  readonly dead: CanvasPattern | string
}

interface Stripes {
  back: string | undefined
  ink: string
  /** px between stripes, and their width */
  period: number
  thick: number
  /** 1 rises to the right, -1 falls */
  slope: 1 | -1
}

export function makeHatches(ctx: CanvasRenderingContext2D, colors: CanvasColors, ratio: number): Hatches {
  const stripes = (s: Stripes): CanvasPattern | string => makeStripes(ctx, s, ratio) ?? s.ink
  return {
    padding: stripes({ back: colors.free, ink: colors.padding, period: 5, thick: 1.3, slope: 1 }),
    reserved: stripes({ back: colors.reserved, ink: colors.reservedStripe, period: 6, thick: 2.2, slope: -1 }),
    gap: stripes({ back: undefined, ink: colors.lost, period: 6, thick: 1, slope: 1 }),
    dead: stripes({ back: undefined, ink: colors.muted, period: 8, thick: 1, slope: 1 }),
  }
}

function makeStripes(ctx: CanvasRenderingContext2D, stripes: Stripes, ratio: number): CanvasPattern | undefined {
  const { period, slope } = stripes
  const tile = document.createElement('canvas')
  const side = Math.max(4, Math.round(period * Math.SQRT2 * ratio))
  tile.width = side
  tile.height = side
  const pen = tile.getContext('2d')
  if (!pen) return undefined
  if (stripes.back) {
    pen.fillStyle = stripes.back
    pen.fillRect(0, 0, side, side)
  }
  pen.strokeStyle = stripes.ink
  pen.lineWidth = stripes.thick * ratio
  // three parallel lines, so that the corners of the tile meet
  for (const shift of [-side, 0, side]) {
    pen.beginPath()
    pen.moveTo(shift - side, slope > 0 ? side * 2 : -side)
    pen.lineTo(shift + side * 2, slope > 0 ? -side : side * 2)
    pen.stroke()
  }
  const pattern = ctx.createPattern(tile, 'repeat') ?? undefined
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio))
  return pattern
}
