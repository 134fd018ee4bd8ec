/** What of the captures is drawn as density, and its pixels. Plain data that a message carries; pure, for the page and for the worker that draws. */
import type { SlotCapture } from '../../ring/capture.ts'
import type { RfcLayout } from '../../ring/rfc/layout.ts'
import { paintDensity } from './density.ts'
import type { DensityColors, PageFill } from './density.ts'
import type { PageColumn } from './rows-layout.ts'

/** A ring of which one row of pixels is drawn. */
export interface DenseRing {
  readonly cpu: number
  readonly spare: boolean
}

export interface DensityScene {
  readonly columns: readonly PageColumn[]
  /** px of the first pixel */
  readonly x: number
  /** px */
  readonly width: number
  readonly colors: DensityColors
  /** a row each, from the top */
  readonly rings: readonly DenseRing[]
}

/** To the worker. What is left out is as it was in the request before. */
export interface DensityRequest {
  readonly scene?: DensityScene
  readonly captures?: { readonly layout: RfcLayout; readonly memory: ArrayBufferLike }
}

/** From the worker; without a picture where the captures changed all the while. */
export interface DensityAnswer {
  readonly bitmap: ImageBitmap | undefined
}

/** @param out `width` × rings pixels, as ImageData has them */
export function paintScene(
  { columns, x, width, colors, rings }: DensityScene,
  captureOf: (cpu: number) => SlotCapture | undefined,
  out: Uint32Array,
): void {
  rings.forEach(({ cpu, spare }, row) => {
    const capture = captureOf(cpu)
    const ring = spare ? capture?.snapshot() : capture?.live()
    if (!ring) return
    const readPage = (page: number, fill: PageFill): void => ring.fillOf(page, fill)
    const pixels = out.subarray(row * width, (row + 1) * width)
    paintDensity({ columns, x, pageSize: ring.layout.pageSize, readPage, colors }, pixels)
  })
}
