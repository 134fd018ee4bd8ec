/** The dump: its shape by the room there is, its cells, and where the keys go. */
import { expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import { movedTo } from './dump-keys.ts'
import { dumpShape } from './dump-shape.ts'
import { hexRow, offsetText } from './hex-rows.ts'
import type { HexInput } from './hex-rows.ts'
import { fieldAt, fieldsOfItem } from './item-fields.ts'
import type { PageItem } from './page-items.ts'
import { capturedBytes, pageWords, shownPage } from './shown-page.ts'
import type { ShownPage } from './shown-page.ts'

const types = new EventTypes()
types.register({ id: 7, name: 'irq_entry', fields: ['field:char name[20]; offset:0; size:20; signed:0;'] })
const context = { types, counts: false, offsetNs: 0 }

/** Three events of 32 bytes, of which one is read, and 32 free bytes. */
function page(): ShownPage {
  const ring = new TestRing()
  for (const first of [0x61, 0x62, 0x63]) ring.write(0, Array<number>(20).fill(first), 7)
  ring.consume()
  const capture = ring.capture()
  const of = { cpu: 0, page: 0, snapshot: false }
  const words = pageWords(capture, of, { takenNs: 0, running: false })
  if (!words) throw new Error('no page')
  return shownPage(words, capturedBytes(capture, of) ?? new Uint8Array())
}

const fieldsOf = (shown: ShownPage) => (item: PageItem) => fieldsOfItem(item, shown.bytes, context)

test.each([
  // panel, asked, touched → columns, ascii
  ['the panel as it is at first', 320, undefined, false, 16, false],
  ['a wider panel', 412, undefined, false, 16, true],
  ['ascii where sixteen do not fit beside it', 320, true, false, 8, true],
  ['a wide panel without', 600, false, false, 16, false],
  ['a phone', 358, undefined, true, 8, true],
  ['the narrowest phone', 288, undefined, true, 8, false],
  ['a tablet', 640, undefined, true, 16, true],
] as const)('shape: %s', (_, width, asked, touched, columns, ascii) => {
  const shape = dumpShape(width, asked, touched)
  expect([shape.columns, shape.ascii]).toEqual([columns, ascii])
  const used = 34 + columns * shape.bytePx + (ascii ? 10 + columns * shape.charPx : 0)
  expect(used).toBeLessThanOrEqual(width)
  expect(Math.min(shape.bytePx, shape.rowPx)).toBeGreaterThanOrEqual(touched ? 24 : 14)
})

test('cells: what each byte is, where events begin, the edges of the chosen item, its chosen field, names', () => {
  const shown = page()
  const item = shown.items[1] as PageItem
  const field = fieldAt(fieldsOf(shown)(item), 44)
  const input: HexInput = { bytes: shown.bytes, items: shown.items, columns: 16, item, field, context, changed: [] }
  const cells = Array.from({ length: 8 }, (_, row) => hexRow(input, row)).flat()
  expect(cells).toHaveLength(128)
  const stateAt = [0, 31, 32, 95, 96].map((at) => cells[at]?.state)
  expect(stateAt).toEqual(['consumed', 'consumed', 'committed', 'committed', 'free'])
  expect(cells.filter(({ family }) => family).map(({ at, family }) => [at, family])).toEqual([
    [0, 'irq'],
    [32, 'irq'],
    [64, 'irq'],
  ])
  expect([31, 32, 40, 47, 48, 63, 64].map((at) => cells[at]?.edges)).toEqual([
    undefined,
    't l',
    't',
    't r',
    'b l',
    'r b',
    undefined,
  ])
  expect(cells.filter(({ chosen }) => chosen).map(({ at }) => at)).toEqual(
    Array.from({ length: 20 }, (_, at) => 44 + at),
  )
  expect([32, 40, 44, 96].map((at) => cells[at]?.name)).toEqual([
    'offset 32, byte 02, counter',
    'offset 40, byte 07, type',
    'offset 44, byte 62, name, text b',
    'offset 96, byte 00, free',
  ])
  expect([cells[44]?.char, cells[32]?.char]).toEqual(['b', '·'])
  expect(hexRow({ ...input, columns: 8 }, 5)[0]).toMatchObject({ at: 40, edges: 'l' })
  expect([offsetText(16, 256), offsetText(16, 4096), offsetText(16, 32768)]).toEqual(['10', '010', '0010'])
})

test.each([
  ['ArrowLeft', {}, 20, 19],
  ['ArrowLeft', {}, 0, 0],
  ['ArrowRight', {}, 127, 127],
  ['ArrowUp', {}, 20, 4],
  ['ArrowUp', {}, 4, 4],
  ['ArrowDown', {}, 120, 120],
  ['PageDown', {}, 3, 67],
  ['PageUp', {}, 100, 36],
  ['Home', {}, 20, 16],
  ['End', {}, 20, 31],
  ['Home', { ctrlKey: true }, 20, 0],
  ['End', { ctrlKey: true }, 20, 127],
  // by field, over the border of the items
  ['ArrowRight', { shiftKey: true }, 3, 8],
  ['ArrowRight', { shiftKey: true }, 12, 32],
  ['ArrowLeft', { shiftKey: true }, 32, 12],
  ['ArrowLeft', { shiftKey: true }, 0, 0],
  ['ArrowRight', { shiftKey: true }, 100, 100],
  // by item
  ['ArrowDown', { shiftKey: true }, 40, 64],
  ['ArrowUp', { shiftKey: true }, 40, 0],
  ['x', {}, 20, undefined],
] as const)('%s %o at %i goes to %s', (key, modifiers, at, to) => {
  const shown = page()
  const place = { at, size: 128, columns: 16, rowsInView: 4, items: shown.items, fieldsOf: fieldsOf(shown) }
  expect(movedTo({ key, shiftKey: false, ctrlKey: false, ...modifiers }, place)).toBe(to)
})
