import { describe, expect, test } from 'vitest'
import { debugfsTree } from '../../debugfs/tree.ts'
import { allLines, catLines, downloadName, hexLines } from './file-lines.ts'
import { moveByKey, treeRows } from './tree-rows.ts'

const root = debugfsTree([{ name: 'ringside', cpus: 2 }], [])
const open = new Set(['buffers', 'buffers/ringside'])
const rows = treeRows(root, open)

describe('the rows of a tree', () => {
  test('are those of its open directories', () => {
    expect(rows.map(({ path, level, place, of }) => [path, level, place, of])).toEqual([
      ['buffers', 1, 1, 2],
      ['buffers/ringside', 2, 1, 1],
      ['buffers/ringside/text', 3, 1, 4],
      ['buffers/ringside/stats', 3, 2, 4],
      ['buffers/ringside/binary0', 3, 3, 4],
      ['buffers/ringside/binary1', 3, 4, 4],
      ['events', 1, 2, 2],
    ])
    expect(treeRows(root, new Set(['buffers/ringside'])).map(({ path }) => path)).toEqual(['buffers', 'events'])
  })

  test.each([
    ['ArrowDown', 0, 'buffers/ringside'],
    ['ArrowDown', 6, undefined],
    ['ArrowUp', 0, undefined],
    ['ArrowUp', 6, 'buffers/ringside/binary1'],
    ['Home', 5, 'buffers'],
    ['End', 0, 'events'],
    ['ArrowRight', 1, 'buffers/ringside/text'],
    ['ArrowRight', 2, undefined],
    ['ArrowLeft', 2, 'buffers/ringside'],
    ['ArrowLeft', 6, undefined],
    ['Enter', 2, undefined],
  ])('%s on row %d', (key, at, path) => {
    const move = moveByKey(rows, at, key)
    expect(move && 'to' in move ? move.to.path : move).toBe(path)
  })

  test('right opens, left closes', () => {
    expect(moveByKey(rows, 6, 'ArrowRight')).toEqual({ open: true })
    expect(moveByKey(rows, 0, 'ArrowLeft')).toEqual({ open: false })
    const empty = treeRows(root, new Set(['events']))
    expect(moveByKey(empty, 1, 'ArrowRight')).toBeUndefined()
  })
})

describe('the lines of a file', () => {
  test('cat: as many as the text has', () => {
    const bytes = new TextEncoder().encode('one\ntwo €\n')
    const { count, width } = catLines(bytes)
    expect([count, width, allLines(catLines(bytes))]).toEqual([2, 5, 'one\ntwo €\n'])
    expect(catLines(new Uint8Array()).count).toBe(0)
  })

  test('hex: as hexdump -C prints them', () => {
    const bytes = Uint8Array.from({ length: 18 }, (_, index) => index * 15)
    const { count, width, line } = hexLines(bytes)
    expect([line(0), line(1), count]).toEqual([
      '00000000  00 0f 1e 2d 3c 4b 5a 69  78 87 96 a5 b4 c3 d2 e1  |...-<KZix.......|',
      `00000010  f0 ff${' '.repeat(45)}|..|`,
      2,
    ])
    expect(line(0)).toHaveLength(width)
  })
})

test('a file that leaves its tree keeps the name of its directory', () => {
  expect(downloadName('buffers/ringside/text', false)).toBe('ringside-text.txt')
  expect(downloadName('buffers/ringside/binary12', true)).toBe('ringside-binary12.bin')
  expect(downloadName('events/lock!a:b c/format', false)).toBe('lock!a_b_c-format.txt')
})
