/** Draws density away from the main thread, from the captures in shared memory. Wiring only. */
import { CaptureMemory } from '../../ring/capture-memory.ts'
import { paintScene } from './density-scene.ts'
import type { DensityAnswer, DensityRequest, DensityScene } from './density-scene.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const canvas = new OffscreenCanvas(1, 1)
const context = canvas.getContext('2d')
let scene: DensityScene | undefined
let captures: CaptureMemory | undefined

scope.onmessage = ({ data }: MessageEvent<DensityRequest>) => {
  scene = data.scene ?? scene
  if (data.captures) captures = new CaptureMemory(data.captures.layout, data.captures.memory)
  const bitmap = scene && captures && paint(scene, captures)
  const answer: DensityAnswer = { bitmap }
  scope.postMessage(answer, bitmap ? [bitmap] : [])
}

function paint(scene: DensityScene, captures: CaptureMemory): ImageBitmap | undefined {
  canvas.width = scene.width
  canvas.height = scene.rings.length
  const image = new ImageData(canvas.width, canvas.height)
  const pixels = new Uint32Array(image.data.buffer)
  if (!captures.readWhole(() => paintScene(scene, (cpu) => captures.capture(cpu), pixels))) return undefined
  context?.putImageData(image, 0, 0)
  return canvas.transferToImageBitmap()
}
