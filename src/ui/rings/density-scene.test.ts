/** Rows of pixels, one for each ring in view. */
import { expect, test } from 'vitest'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import { snapshotAll } from '../../ring/rfc/snapshot.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import { paintScene } from './density-scene.ts'
import { pack } from './density.ts'
import type { Rgb } from './density.ts'
import { layoutColumns } from './rows-layout.ts'

const role = (value: number): Rgb => [value, value, value]
const colors = { unread: role(200), consumed: role(100), reserved: role(50), padding: role(20), free: role(0) }

test('a row each in their order: a live ring, its spare, a CPU of which there is no capture yet', () => {
  const ring = new TestRing({ cpus: 1, pagesPerCpu: 4, snapshot: true })
  for (let index = 0; index < 40; index++) ring.fill(0, 1, { length: 20, first: index })
  snapshotAll(ring.buffer, ring.options)
  const capture = SlotCapture.allocate(ring.buffer.layout)
  captureSlot(ring.buffer, 0, capture)
  const [x, widthPx] = [10, 40]
  const rings = [
    { cpu: 0, spare: false },
    { cpu: 0, spare: true },
    { cpu: 1, spare: false },
  ]
  const scene = { columns: layoutColumns({ pages: 4, x, widthPx }), x, width: widthPx + 1, colors, rings }
  const out = new Uint32Array(3 * scene.width)
  paintScene(scene, (cpu) => (cpu === 0 ? capture : undefined), out)
  const rows = rings.map((_, row) => [...new Set(out.subarray(row * scene.width, (row + 1) * scene.width))])
  const GAP = 0
  expect(rows[0]?.filter((pixel) => pixel !== GAP)).toEqual([pack(colors.free)]) // all was swapped out
  expect(rows[1]).toContain(pack(colors.unread))
  expect(rows[2]).toEqual([GAP])
})
