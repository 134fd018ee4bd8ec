import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PrintFormatError } from './print-format-error.ts'
import { RingBufferSeq, SEQ_LIMIT } from './text-seq.ts'

function textOf(seq: RingBufferSeq): string {
  let text = ''
  seq.toSeqFile((moved) => (text += moved))
  return text
}

function filledBut(free: number): RingBufferSeq {
  const seq = new RingBufferSeq()
  seq.puts('x'.repeat(SEQ_LIMIT - free))
  return seq
}

describe('puts', () => {
  test('gives the bytes put', () => {
    const seq = new RingBufferSeq()
    expect(seq.puts('grüße')).toBe(7)
    expect(seq.puts('')).toBe(0)
    expect(seq.putc(0x21)).toBe(1)
    expect(seq.putmem(Uint8Array.of(97, 98))).toBe(2)
    expect(seq.length).toBe(10)
    expect(textOf(seq)).toBe('grüße!ab')
  })

  test('printf prints as C does', () => {
    const seq = new RingBufferSeq()
    expect(seq.printf('%s-%-5d [%03d] %#x%%', 'bash', 7, 2, 255n)).toBe(22)
    expect(textOf(seq)).toBe('bash-7     [002] 0xff%')
    expect(() => seq.printf('%d')).toThrow(PrintFormatError)
    expect(() => seq.printf('no', 1)).toThrow(PrintFormatError)
    expect(() => seq.printf('%k', 1)).toThrow(PrintFormatError)
    expect(seq.length).toBe(0)
  })

  test('an empty printf is no refusal', () => {
    expect(filledBut(1).printf('%s', '')).toBe(1)
    expect(filledBut(0).printf('%s', '')).toBe(0)
  })

  test('fill a page but for its last byte, all or nothing', () => {
    const seq = filledBut(3)
    expect(seq.printf('%d', 1234)).toBe(0)
    expect(seq.puts('1234')).toBe(0)
    expect(seq.putmem(new Uint8Array(4))).toBe(0)
    expect(seq.putmemHex(Uint8Array.of(1, 2))).toBe(0)
    expect(seq.length).toBe(4092)
    expect(seq.putmemHex(Uint8Array.of(0xab))).toBe(3)
    expect(seq.length).toBe(4095)
    expect([seq.putc(0), seq.puts('x'), seq.printf('x'), seq.putmem(Uint8Array.of(1))]).toEqual([0, 0, 0, 0])
    expect(textOf(seq)).toMatch(/^x{4092}ab $/)
  })
})

test('putmemHex puts the last byte first, both halves in order, and any number of bytes', () => {
  const seq = new RingBufferSeq()
  expect(seq.putmemHex(Uint8Array.of(0x78, 0x56, 0x34, 0x12))).toBe(9)
  expect(seq.putmemHex(Uint8Array.from({ length: 12 }, (_, index) => index))).toBe(25)
  expect(seq.putmemHex(new Uint8Array())).toBe(1)
  expect(textOf(seq)).toBe('12345678 0b0a09080706050403020100  ')
})

describe('length', () => {
  test('noted before is where to roll back to', () => {
    const seq = new RingBufferSeq()
    seq.puts('kept')
    const { length } = seq
    seq.puts(' and not')
    seq.setLength(length)
    seq.puts('!')
    expect(textOf(seq)).toBe('kept!')
  })

  test('cannot be set beyond the text', () => {
    const seq = new RingBufferSeq()
    seq.puts('abc')
    expect(() => seq.setLength(4)).toThrow(RangeError)
    expect(() => seq.setLength(-1)).toThrow(RangeError)
    expect(seq.length).toBe(3)
  })

  test('cut before what was read leaves nothing to read', () => {
    const seq = new RingBufferSeq()
    seq.puts('abcdef')
    seq.toMem(new Uint8Array(4))
    seq.setLength(2)
    expect(seq.copyToUser(new Uint8Array(8))).toBe('busy')
    seq.puts('xy')
    expect(textOf(seq)).toBe('xy')
  })
})

describe('taking out', () => {
  test('short reads lose nothing', () => {
    const piece = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.infiniteStream(piece), (text, pieces) => {
        const seq = new RingBufferSeq()
        seq.puts(text)
        let read = ''
        while (seq.length > read.length) {
          const mem = new Uint8Array((pieces.next().value ?? 0) + 1)
          const taken = seq.toMem(mem)
          expect(taken).toBe(Math.min(mem.length, text.length - read.length))
          read += String.fromCharCode(...mem.subarray(0, taken))
        }
        expect(read).toBe(text)
        expect(seq.toMem(new Uint8Array(1))).toBe(0)
      }),
      { seed: 2008 },
    )
  })

  test('by a user ends with busy, and goes on after more was put', () => {
    const seq = new RingBufferSeq()
    const user = new Uint8Array(4)
    expect(seq.copyToUser(user)).toBe('busy')
    seq.puts('abcdef')
    expect(seq.copyToUser(new Uint8Array())).toBe(0)
    expect([seq.copyToUser(user), seq.copyToUser(user), seq.copyToUser(user)]).toEqual([4, 2, 'busy'])
    seq.puts('g')
    expect(seq.copyToUser(user)).toBe(1)
    expect(user[0]).toBe(0x67)
  })

  test('to a file moves the rest and empties the page', () => {
    const seq = new RingBufferSeq()
    seq.puts('abcdef')
    seq.toMem(new Uint8Array(2))
    expect(textOf(seq)).toBe('cdef')
    expect(seq.length).toBe(0)
    expect(textOf(seq)).toBe('')
  })

  test('after reset there is nothing', () => {
    const seq = new RingBufferSeq()
    seq.puts('abc')
    seq.toMem(new Uint8Array(1))
    seq.reset()
    expect(seq.copyToUser(new Uint8Array(4))).toBe('busy')
    expect(seq.puts('x'.repeat(SEQ_LIMIT))).toBe(SEQ_LIMIT)
  })
})
