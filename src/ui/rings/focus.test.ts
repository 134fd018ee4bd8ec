import fc from 'fast-check'
import { expect, test } from 'vitest'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import { wordsOf } from '../../ring/rfc/body.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { snapshotAll } from '../../ring/rfc/snapshot.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { angleOf, hitCircle, layoutCircle, middleOf, unbend } from './circle.ts'
import { layoutBentMarkers } from './circle-draw.ts'
import { RingHistory } from './history.ts'
import { selectionAt } from './rings-hit.ts'
import { circleOf } from './rings-picture.ts'
import { Viewport } from './viewport.ts'
import { applyRingsLink, createRingsStore, ringsLink } from './rings-store.ts'
import { layoutGeometry, layoutUnrolled } from './rows-layout.ts'
import { SwapMarks } from './swap-marks.ts'

const SEED = 20080924
const wide = {
  cpus: 6,
  pages: 8,
  pageSize: 256,
  snapshot: true,
  widthPx: 792,
  heightPx: 412,
  focusedCpu: 0,
  narrow: false,
}

test(`whoever has the room leaves the others a line each, none on another, seed ${SEED}`, () => {
  const sizes = fc.record({
    cpus: fc.integer({ min: 1, max: 256 }),
    pages: fc.integer({ min: 2, max: 5000 }),
    snapshot: fc.boolean(),
    narrow: fc.boolean(),
    heightPx: fc.integer({ min: 120, max: 1400 }),
    focus: fc.nat(255),
  })
  const property = fc.property(sizes, (input) => {
    const focus = input.focus % input.cpus
    const { rows } = layoutGeometry({ ...wide, ...input, focus })
    expect(rows.filter(({ focused }) => focused).map(({ cpu }) => cpu)).toEqual([focus])
    expect(rows.slice(1).map(({ y }) => y)).toEqual(rows.slice(0, -1).map(({ y, height }) => y + height))
    for (const row of rows) {
      const end = row.snapHeight > 0 ? row.snapY + row.snapHeight : row.ringY + row.ringHeight
      expect(row.ringY).toBeGreaterThanOrEqual(row.y)
      expect(end).toBeLessThanOrEqual(row.y + row.height)
    }
  })
  fc.assert(property, { seed: SEED })
})

test('of very many pages those around the chosen one are unrolled below, all within the row', () => {
  const geometry = layoutGeometry({ ...wide, pages: 1024, focus: 2 })
  const row = geometry.rows[2]
  if (!row) throw new Error('no row')
  for (const around of [0, 1, 500, 1023]) {
    const unrolled = layoutUnrolled(row, geometry, around)
    const pages = unrolled?.columns.map(({ firstPage }) => firstPage) ?? []
    expect(pages).toHaveLength(8)
    expect(pages).toContain(around)
    expect((unrolled?.y ?? 0) + (unrolled?.height ?? 0)).toBeLessThanOrEqual(row.y + row.height)
  }
  expect(layoutUnrolled(row, layoutGeometry({ ...wide, focus: 2 }), 0)).toBeUndefined()
})

test.each([
  [256, 8, 0],
  [1024, 8, 5],
  [4096, 8, 1],
  [65_536, 2, 1],
  [256, 32, 8],
])('pages of %i bytes, %i of them: %i are unrolled, wide enough for their events', (pageSize, pages, unrolled) => {
  const geometry = layoutGeometry({ ...wide, pages, pageSize, focus: 2 })
  expect(geometry.unrolled).toBe(unrolled)
  const [row] = geometry.rows.filter(({ focused }) => focused)
  const columns = (row && layoutUnrolled(row, geometry, 1)?.columns) ?? []
  expect(columns).toHaveLength(unrolled)
  expect(columns.some(({ firstPage }) => firstPage === 1)).toBe(unrolled > 0)
})

function circle(pages = 8) {
  const geometry = layoutGeometry({ ...wide, pages, focus: 2 })
  const row = geometry.rows[2]
  if (!row) throw new Error('no row')
  return { row, circle: layoutCircle({ row, dataX: geometry.dataX, dataWidth: geometry.dataWidth, pages }) }
}

test('a circle begins at the top, goes with the clock, and stays within its row', () => {
  const { row, circle: bent } = circle()
  expect(angleOf(bent, 0)).toBeCloseTo(-Math.PI / 2)
  expect(angleOf(bent, bent.width / 4)).toBeCloseTo(0)
  expect(bent.cy - bent.live.outer).toBeGreaterThanOrEqual(row.y)
  expect(bent.cy + bent.live.outer).toBeLessThanOrEqual(row.y + row.height)
  expect(bent.spare?.outer).toBeLessThan(bent.live.inner)
})

test.each([2, 8, 64, 1000])('of %i pages each is hit in its middle, of both rings', (pages) => {
  const { circle: bent } = circle(pages)
  for (const column of bent.columns.filter((_, at) => at % 7 === 0)) {
    for (const snapshot of [false, true]) {
      const { x, y } = middleOf(bent, column, snapshot)
      const hit = hitCircle(bent, 2, x, y)
      expect(hit?.snapshot).toBe(snapshot)
      expect(hit?.page).toBeGreaterThanOrEqual(column.firstPage)
      expect(hit?.page).toBeLessThan(column.endPage)
    }
  }
  expect(unbend(bent, bent.cx, bent.cy)).toBeUndefined()
})

test('words of head and tail that would touch stand in two lanes', () => {
  const lanes = (head: number, tail: number) =>
    layoutBentMarkers({ width: 600 }, { x: head, word: 'HEAD 0' }, { x: tail, word: 'TAIL 0' }).map(({ lane }) => lane)
  const [apart, near, over] = [lanes(0, 300), lanes(100, 120), lanes(5, 595)]
  expect(apart[0]).toBe(apart[1])
  expect(near[1]).toBeGreaterThan(near[0] ?? 0)
  expect(over[1]).toBeGreaterThan(over[0] ?? 0) // neighbours over the top
})

function machine() {
  const ring = new TestRing({ cpus: 1, pagesPerCpu: 4, pageSize: 128, snapshot: true })
  const writer = new RfcWriter(ring.buffer, { cpu: 0, clock: ring.clock, locks: noLocks })
  const write = (): unknown => writer.write(1, 20, wordsOf(Array.from({ length: 20 }, () => 7)), 0)
  const capture = (): SlotCapture => {
    const slot = SlotCapture.allocate(ring.buffer.layout)
    captureSlot(ring.buffer, 0, slot)
    return slot
  }
  return { ring, write, capture }
}

test.each(['strip', 'circle'] as const)(
  'a click on an event of the %s selects it, beside events only the page',
  (shape) => {
    const { write, capture } = machine()
    for (let events = 0; events < 3; events++) write()
    const shot = capture()
    const geometry = layoutGeometry({ ...wide, cpus: 1, pages: 4, focus: 0 })
    const bent = circleOf(geometry, shape)
    const input = { geometry, viewport: new Viewport(), memory: undefined as never, circle: bent, around: 0 }
    const row = geometry.rows[0]
    if (!row) throw new Error('no row')
    const at = (share: number): { x: number; y: number } => {
      if (!bent) {
        const column = geometry.columns[0]
        return { x: (column?.x ?? 0) + share * (column?.width ?? 0), y: row.ringY + 10 }
      }
      const column = bent.columns[0]
      const angle = angleOf(bent, (column?.x ?? 0) + share * (column?.width ?? 0))
      const radius = (bent.live.outer + bent.live.inner) / 2
      return { x: bent.cx + radius * Math.cos(angle), y: bent.cy + radius * Math.sin(angle) }
    }
    const drawn = { capture: () => shot, live: () => shot.live() }
    // 32 bytes each: the second begins at a quarter of the page
    const second = selectionAt(input, at(0.35), drawn)
    expect(second).toMatchObject({ cpu: 0, page: 0, snapshot: false, event: { offset: 32 } })
    const beside = selectionAt(input, at(0.9), drawn)
    expect(beside).toMatchObject({ cpu: 0, page: 0 })
    expect(beside?.event).toBeUndefined()
  },
)

test('history: shares of the ring, the newest last, and where something was lost', () => {
  const { write, capture } = machine()
  const history = new RingHistory()
  write()
  history.sample(0, capture(), 0)
  history.sample(0, capture(), 10) // too soon for another
  for (let events = 0; events < 20; events++) write()
  history.sample(0, capture(), 100)
  const samples = [...history.samples(0)]
  expect(samples).toHaveLength(2)
  expect(samples[0]).toEqual({ unread: 32 / 512, padding: 0, rate: 0, lost: false })
  expect(samples[1]?.lost).toBe(true)
  expect(samples[1]?.rate).toBeCloseTo(20 / 100)
  for (let at = 0; at < 200; at++) history.sample(0, capture(), 200 + 40 * at)
  expect([...history.samples(0)]).toHaveLength(76)
  history.clear()
  expect([...history.samples(0)]).toEqual([])
})

test('a swap is marked for a second, and one that follows at once as hasty', () => {
  const { ring, write, capture } = machine()
  const swaps = new SwapMarks()
  write()
  swaps.update(0, capture(), 0)
  expect(swaps.mark(0, 0)).toBeUndefined()
  snapshotAll(ring.buffer, { locks: noLocks })
  swaps.update(0, capture(), 5000)
  expect(swaps.mark(0, 5100)).toEqual({ ageMs: 100, hasty: false })
  snapshotAll(ring.buffer, { locks: noLocks })
  swaps.update(0, capture(), 5500)
  expect(swaps.mark(0, 5501)?.hasty).toBe(true)
  expect(swaps.mark(0, 6600)).toBeUndefined()
})

test('a link brings the focus back, and nonsense in it changes nothing', () => {
  const store = createRingsStore()
  store.setState({ focus: 3, shape: 'circle' })
  const link = ringsLink(store.getState())
  const other = createRingsStore()
  applyRingsLink(other, link)
  expect(other.getState()).toMatchObject({ focus: 3, shape: 'circle' })
  applyRingsLink(other, { focus: -1, circle: 'yes' } as never)
  expect(other.getState()).toMatchObject({ focus: undefined, shape: 'strip' })
  expect(ringsLink(createRingsStore().getState())).toEqual({})
})
