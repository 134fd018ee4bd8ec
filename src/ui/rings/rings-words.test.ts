import { expect, test } from 'vitest'
import type { CpuState } from '../../machine/machine-state.ts'
import { extent, layoutMarker, separate } from './marker-layout.ts'
import { namePage } from './page-name.ts'
import { fitting, statusWords } from './status-words.ts'
import { nextFocus } from './use-roving.ts'

const state = { page: 8, committedBytes: 3920, consumedBytes: 0, paddingBytes: 0, reservedBytes: 0, unread: 41 }
const page = { cpu: 2, snapshot: false, state, pageSize: 4096, head: false, tail: false, lost: 0 }
const empty = { ...state, committedBytes: 0, unread: 0 }

test.each([
  [{ ...page, head: true }, 'CPU 2 page 8, head, 41 unread events, 3920 of 4096 bytes'],
  [{ ...page, snapshot: true, tail: true }, 'CPU 2 snapshot page 8, tail, 41 unread events, 3920 of 4096 bytes'],
  [{ ...page, state: empty }, 'CPU 2 page 8, free'],
  [{ ...page, state: { ...state, consumedBytes: 3920, unread: 0 } }, 'CPU 2 page 8, consumed, 3920 of 4096 bytes'],
  [
    { ...page, tail: true, state: { ...empty, reservedBytes: 40 } },
    'CPU 2 page 8, tail, being written, 0 of 4096 bytes',
  ],
  [
    { ...page, tail: true, lost: 41, state: { ...state, committedBytes: 40, unread: 1 } },
    'CPU 2 page 8, tail, overwritten, 41 events lost, 1 unread event, 40 of 4096 bytes',
  ],
])('a page is named %#', (input, name) => expect(namePage(input)).toBe(name))

test('a marker’s word flips to the left at the edge', () => {
  const edges = { left: 100, right: 784, offset: 168, style: 'full' } as const
  expect(layoutMarker({ kind: 'head', x: 200, ...edges })).toMatchObject({
    word: 'HEAD 168',
    align: 'left',
    textX: 208,
  })
  expect(layoutMarker({ kind: 'tail', x: 760, ...edges })).toMatchObject({
    word: 'TAIL 168',
    align: 'right',
    textX: 752,
  })
  expect(layoutMarker({ kind: 'tail', x: 200, ...edges, style: 'letter' }).word).toBe('T 168')
  expect(layoutMarker({ kind: 'tail', x: 200, ...edges, style: 'frozen' }).word).toBe('tail')
})

test.each([
  [200, 230],
  [230, 200],
  [200, 200],
  [101, 110],
  [780, 783],
])('two words in one lane never touch: %i and %i', (headX, tailX) => {
  const edges = { left: 100, right: 784, offset: 0, style: 'frozen' } as const
  const [head, tail] = separate(
    layoutMarker({ kind: 'head', x: headX, ...edges }),
    layoutMarker({ kind: 'tail', x: tailX, ...edges }),
    100,
    784,
  )
  expect([head.kind, tail.kind]).toEqual(['head', 'tail'])
  const [[a0, a1], [b0, b1]] = [extent(head), extent(tail)]
  // their triangles may: two pointers may be at one place
  const apart = a1 <= b0 + 10 || b1 <= a0 + 10
  expect(apart || head.word === '' || tail.word === '').toBe(true)
})

test('arrows go over pages, and over a spare ring to the next CPU', () => {
  const rings = { pages: 8, snapshot: true }
  const at = { cpu: 1, page: 3, snapshot: false }
  expect(nextFocus(at, 'ArrowRight', rings)).toEqual({ ...at, page: 4 })
  expect(nextFocus({ ...at, page: 7 }, 'ArrowRight', rings)).toEqual({ ...at, page: 7 })
  expect(nextFocus(at, 'ArrowDown', rings)).toEqual({ ...at, snapshot: true })
  expect(nextFocus({ ...at, snapshot: true }, 'ArrowDown', rings)).toEqual({ cpu: 2, page: 3, snapshot: false })
  expect(nextFocus(at, 'ArrowUp', rings)).toEqual({ cpu: 0, page: 3, snapshot: true })
  expect(nextFocus(at, 'ArrowDown', { pages: 8, snapshot: false })).toEqual({ cpu: 2, page: 3, snapshot: false })
  expect(nextFocus(at, 'x', rings)).toBeUndefined()
})

test('what a CPU does is said in words', () => {
  const cpu = { cpu: 1, status: 'running', irqsOff: true, pendingIrqs: 0 } as CpuState
  const wordsOf = (state: CpuState, holder?: number) => statusWords(state, holder, 4).map(({ text }) => text)
  expect(wordsOf(cpu)).toEqual([])
  expect(wordsOf(cpu, 1)).toEqual([])
  expect(wordsOf(cpu, 4)).toEqual(['held by the reader'])
  expect(wordsOf({ ...cpu, status: 'crashed', at: 'killed' }, 1)).toEqual(['crashed', 'irqs off'])
  expect(wordsOf({ ...cpu, status: 'crashed', at: 'BUG_ON: a sentence' })).toEqual(['crashed', 'irqs off'])
  const waiting = { ...cpu, status: 'waiting', waitsFor: 'reader', pendingIrqs: 1 } as const
  expect(wordsOf(waiting)).toEqual(['waits for the reader', 'irqs off', '1 pending'])
  expect(wordsOf({ ...cpu, status: 'waiting', waitsFor: 1 }, 1)).toEqual(['waits for itself', 'irqs off'])
})

test('words beside a ring end where the room of its row does', () => {
  const words = [{ text: 'waits for CPU 0' }, { text: 'irqs off' }, { text: 'held by CPU 0', lock: true }]
  const shown = (lines: number): string[] => fitting(words, lines).map(({ text }) => text)
  expect(shown(5)).toEqual(['waits for CPU 0', 'irqs off', 'held by CPU 0'])
  expect(shown(4)).toEqual(['waits for CPU 0', 'irqs off'])
  expect(shown(2)).toEqual(['waits for CPU 0'])
  // what comes first is not left out for what is shorter
  expect(shown(1)).toEqual([])
})
