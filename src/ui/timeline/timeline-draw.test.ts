import { afterEach, expect, test, vi } from 'vitest'
import type { CanvasColors } from '../canvas-theme.ts'
import type { Hatches } from '../hatch.ts'
import { LanesCanvas } from './lanes-canvas.ts'
import { layoutOverlay } from './overlay-layout.ts'
import type { OverlayShapes } from './overlay-layout.ts'
import { recordingContext } from './testing/recording-context.ts'
import { readEvent, testLanes } from './testing/test-lanes.ts'
import { testFrame } from './testing/test-frame.ts'
import { drawTimeline } from './timeline-draw.ts'
import type { TimelinePicture } from './timeline-draw.ts'

afterEach(() => vi.unstubAllGlobals())

/** every colour by its role's name */
const colors = new Proxy({}, { get: (_, role) => role }) as unknown as CanvasColors
const hatches = { gap: 'hatch' } as Hatches

const NOTHING: OverlayShapes = layoutOverlay(
  {
    selected: undefined,
    gap: undefined,
    area: undefined,
    marks: [],
    cursorA: undefined,
    cursorB: undefined,
    lengthOf: () => '',
  },
  testFrame(),
)

function draw(more: Partial<TimelinePicture>) {
  const recording = recordingContext()
  const frame = testFrame({ cpus: 2 })
  drawTimeline(
    { ctx: recording.ctx, colors, hatches },
    {
      frame,
      gaps: [],
      lines: [],
      axis: [],
      laps: [],
      common: undefined,
      overlay: NOTHING,
      offsets: [],
      drawTicks: (ctx) => ctx.fillText('ticks', 0, 0),
      ...more,
    },
  )
  const texts = recording.named('fillText').map(({ args }) => args[0])
  return { ...recording, texts }
}

test('ticks lie over the retention lines and under losses; what is selected lies over both, inside the lanes’ region', () => {
  const overlay = { ...NOTHING, selected: { x: 150, y: 20, width: 8, height: 16 } }
  const { calls } = draw({
    lines: [{ x: 1, y: 2, width: 3, height: 4, kind: 'unread' }],
    gaps: [{ x: 200, y: 19, width: 100, height: 15, words: '7 lost' }],
    overlay,
  })
  const at = (test: (call: (typeof calls)[number]) => boolean): number => calls.findIndex(test)
  const order = [
    at(({ name }) => name === 'clip'),
    at(({ fillStyle, name }) => name === 'fillRect' && fillStyle === 'committed'),
    at(({ args }) => args[0] === 'ticks'),
    at(({ fillStyle, name }) => name === 'fillRect' && fillStyle === 'hatch'),
    at(({ args }) => args[0] === '7 lost'),
    at(({ name, args }) => name === 'strokeRect' && args[0] === 151),
    at(({ name }) => name === 'restore'),
  ]
  expect(order).not.toContain(-1)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

test('an end of the common window that is out of view has no edge', () => {
  const common = { x: 150, width: 100, words: 'w', wordsX: 200 }
  const edges = (beginsHere: boolean, endsHere: boolean): number =>
    draw({ common: { ...common, beginsHere, endsHere } })
      .named('fillRect')
      .filter(({ fillStyle, args }) => fillStyle === 'committed' && args[2] === 1).length
  expect([edges(true, true), edges(true, false), edges(false, false)]).toEqual([2, 1, 0])
})

test('labels of low lanes, and of the axis, leave out what would collide', () => {
  const lanes = (laneHeight: number, cpus: number) =>
    draw({ frame: testFrame({ laneHeight, cpus }) }).texts.filter((text) => String(text).startsWith('CPU'))
  expect(lanes(18, 2)).toEqual(['CPU 0', 'CPU 1'])
  expect(lanes(4, 7)).toEqual(['CPU 0', 'CPU 3', 'CPU 6'])
  const axis = [
    { time: 100, label: '100 ns' },
    { time: 110, label: '110 ns' },
    { time: 200, label: '200 ns' },
  ]
  expect(draw({ axis }).texts.filter((text) => String(text).endsWith('ns'))).toEqual(['100 ns', '200 ns'])
})

test('only columns that changed are painted anew, and the ring of columns is drawn in two parts', () => {
  const { ctx, named, calls } = recordingContext()
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => ctx }) })
  vi.stubGlobal('ImageData', class {})
  const canvas = new LanesCanvas(100, 1, 18)
  const inks = { families: [], lost: 0 }
  const { lanes, source } = testLanes(1, [readEvent(0, 50)])
  const update = (first: number): (readonly unknown[])[] => {
    calls.length = 0
    lanes.sync()
    const [read, unread] = [lanes.all.map((lane) => lane.read), lanes.all.map((lane) => lane.unread)]
    canvas.update({ read, unread, anew: { read: false, unread: false } }, { binNs: 1, first }, inks)
    // slot and number of columns
    return named('putImageData').map(({ args }) => [args[3], args[5]])
  }
  expect(update(0)).toEqual([[0, 100]])
  expect(update(0)).toEqual([])
  expect(update(30)).toEqual([[0, 30]])
  source.log.append([readEvent(0, 70)])
  expect(update(30)).toEqual([[70, 2]])
  expect(update(20)).toEqual([[20, 11]])
  update(30)
  calls.length = 0
  canvas.draw(ctx, testFrame({ right: 200, cpus: 1 }))
  // source x, width, and where it goes
  expect(named('drawImage').map(({ args }) => [args[1], args[3], args[5]])).toEqual([
    [30, 70, 100],
    [0, 30, 170],
  ])
})
