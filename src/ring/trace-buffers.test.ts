/** Buffers by name: what alloc, free and rename accept and refuse, and what is left after each. */
import { describe, expect, test } from 'vitest'
import { printHex } from './print-func.ts'
import { wordsOf } from './rfc/body.ts'
import { RB_FL_OVERWRITE, RB_FL_SNAPSHOT } from './rfc/layout.ts'
import { RfcWriter } from './rfc/write.ts'
import { noLocks } from './slot-lock.ts'
import { RingError } from './trace-buffer.ts'
import { TraceBuffers } from './trace-buffers.ts'
import type { AllocArguments } from './trace-buffers.ts'
import { TestRing } from './testing/test-ring.ts'

const small = { name: 'trace', size: 10_000, flags: 0, cpus: 2 }

function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof RingError) return error.code
    throw error
  }
  return undefined
}

describe('alloc', () => {
  test.each([
    [1, 2],
    [4096, 2],
    [4097, 2],
    [8193, 3],
    [12_288, 3],
  ])('rounds %d bytes per CPU up to %d pages of 4096, two at least', (size, pages) => {
    const { buffer } = new TraceBuffers().alloc({ ...small, size })
    expect([buffer.pagesPerCpu, buffer.pageSize, buffer.cpus]).toEqual([pages, 4096, 2])
  })

  test('takes other page sizes than the mail', () => {
    const { buffer } = new TraceBuffers().alloc({ ...small, size: 1000, pageSize: 256 })
    expect([buffer.pagesPerCpu, buffer.pageSize]).toEqual([4, 256])
  })

  test('turns flags into ways to be full and spare rings', () => {
    const buffers = new TraceBuffers()
    const plain = buffers.alloc({ ...small, name: 'plain' }).buffer
    const both = buffers.alloc({ ...small, name: 'both', flags: RB_FL_OVERWRITE | RB_FL_SNAPSHOT }).buffer
    expect([plain.overwrite, plain.snapRing(1)]).toEqual([false, undefined])
    expect([both.overwrite, both.snapRing(1)]).toEqual([true, 3])
  })

  test('gives shared memory where threads shall use it', () => {
    const buffers = new TraceBuffers()
    const memoryOf = (shared: boolean): unknown =>
      buffers.alloc({ ...small, name: `${shared}`, shared }).buffer.arena.buffer
    expect(memoryOf(true)).toBeInstanceOf(SharedArrayBuffer)
    expect(memoryOf(false)).toBeInstanceOf(ArrayBuffer)
  })

  test('warns of a max_event_size above a page, and refuses it; any other is replaced', () => {
    const warnings: string[] = []
    const buffers = new TraceBuffers((text) => warnings.push(text))
    for (const maxEventSize of [0, 1, 4096]) buffers.alloc({ ...small, name: `of ${maxEventSize}`, maxEventSize })
    expect(warnings).toEqual([])
    expect(codeOf(() => buffers.alloc({ ...small, maxEventSize: 4097 }))).toBe('invalid-config')
    expect(warnings).toEqual(['ring_buffer_alloc: max_event_size 4097 is above the page size 4096.'])
    expect(buffers.get('trace')).toBeUndefined()
  })

  test.each<[string, Partial<AllocArguments>, string]>([
    ['size 0', { size: 0 }, 'invalid-config'],
    ['a size below 0', { size: -1 }, 'invalid-config'],
    ['half a byte', { size: 0.5 }, 'invalid-config'],
    ['no CPU', { cpus: 0 }, 'invalid-config'],
    ['a page size that is no power of two', { pageSize: 1000 }, 'invalid-config'],
    ['more memory than there is', { size: 2 ** 50 }, 'invalid-config'],
    ['no name', { name: '' }, 'bad-argument'],
    ['a name of two directories', { name: 'a/b' }, 'bad-argument'],
    ['the name of the directory itself', { name: '.' }, 'bad-argument'],
    ['the name of the directory above', { name: '..' }, 'bad-argument'],
  ])('refuses %s, and leaves nothing behind', (_, change, code) => {
    const buffers = new TraceBuffers()
    expect(codeOf(() => buffers.alloc({ ...small, ...change }))).toBe(code)
    expect(buffers.names).toEqual([])
    expect(codeOf(() => buffers.alloc(small))).toBeUndefined()
  })

  test('as posted size 0 is a buffer without a page', () => {
    expect(new TraceBuffers().alloc({ ...small, size: 0, asPosted: true }).buffer.pagesPerCpu).toBe(0)
  })
})

describe('names', () => {
  test('lead to several buffers at once, which have nothing in common', () => {
    const buffers = new TraceBuffers()
    const [a, b] = ['b', 'a'].map((name) => buffers.alloc({ ...small, name }))
    expect(buffers.names).toEqual(['a', 'b'])
    expect([buffers.get('b'), buffers.get('a')]).toEqual([a, b])
    const { clock } = new TestRing()
    const writer = new RfcWriter(a!.buffer, { cpu: 0, clock, locks: noLocks })
    writer.write(1, 4, wordsOf([1, 2, 3, 4]), 0)
    expect([a!.buffer.count('entries'), b!.buffer.count('entries')]).toEqual([1, 0])
  })

  test('that are taken are refused, and who has them keeps them', () => {
    const buffers = new TraceBuffers()
    const first = buffers.alloc(small)
    expect(codeOf(() => buffers.alloc(small))).toBe('bad-argument')
    expect(buffers.get('trace')).toBe(first)
  })

  test('are cut behind 255 bytes, and only then compared', () => {
    const buffers = new TraceBuffers()
    buffers.alloc({ ...small, name: 'x'.repeat(300) })
    expect(buffers.names).toEqual(['x'.repeat(255)])
    expect(codeOf(() => buffers.alloc({ ...small, name: `${'x'.repeat(255)}y` }))).toBe('bad-argument')
    expect(codeOf(() => buffers.alloc({ ...small, name: 'x'.repeat(254) }))).toBeUndefined()
  })

  test('are cut between two characters', () => {
    const buffers = new TraceBuffers()
    buffers.alloc({ ...small, name: 'é'.repeat(200) })
    expect(buffers.names).toEqual(['é'.repeat(127)])
  })

  test('are free again when their buffer is', () => {
    const buffers = new TraceBuffers()
    const first = buffers.alloc(small)
    buffers.free('trace')
    expect([buffers.names, buffers.get('trace')]).toEqual([[], undefined])
    expect(codeOf(() => buffers.free('trace'))).toBe('bad-argument')
    expect(buffers.alloc(small)).not.toBe(first)
  })
})

describe('rename', () => {
  test('moves the buffer with all that is in it', () => {
    const buffers = new TraceBuffers()
    const named = buffers.alloc(small)
    buffers.rename('trace', 'other')
    expect(buffers.names).toEqual(['other'])
    expect(buffers.get('other')).toBe(named)
  })

  test.each([
    ['trace', 'taken'],
    ['trace', 'trace'],
    ['trace', 'a/b'],
    ['missing', 'free'],
  ])('from %s to %s is refused, and all names stay', (from, to) => {
    const buffers = new TraceBuffers()
    const trace = buffers.alloc(small)
    buffers.alloc({ ...small, name: 'taken' })
    expect(codeOf(() => buffers.rename(from, to))).toBe('bad-argument')
    expect(buffers.names).toEqual(['taken', 'trace'])
    expect(buffers.get('trace')).toBe(trace)
  })
})

describe('another size', () => {
  const resize = (buffers: TraceBuffers, size: number): void => {
    buffers.alloc({ ...small, name: 'trace.new', size })
    buffers.free('trace')
    buffers.rename('trace.new', 'trace')
  }

  test('is a buffer allocated anew that takes over the name', () => {
    const buffers = new TraceBuffers()
    buffers.alloc(small)
    resize(buffers, 50_000)
    expect(buffers.names).toEqual(['trace'])
    expect(buffers.get('trace')?.buffer.pagesPerCpu).toBe(13)
  })

  test('leaves the old buffer where it cannot be had', () => {
    const buffers = new TraceBuffers()
    const old = buffers.alloc(small)
    expect(codeOf(() => resize(buffers, 2 ** 50))).toBe('invalid-config')
    expect(buffers.names).toEqual(['trace'])
    expect(buffers.get('trace')).toBe(old)
  })
})

test('a buffer has its own print function, or prints bytes', () => {
  const buffers = new TraceBuffers()
  const printFunc = (): string => 'mine'
  expect(buffers.alloc({ ...small, printFunc }).printFunc).toBe(printFunc)
  expect(buffers.alloc({ ...small, name: 'other' }).printFunc).toBe(printHex)
})
