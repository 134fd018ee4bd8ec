import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventType } from './event-type.ts'
import type { FieldValue } from './read-field.ts'

/** A field without its name and place, and a value that it can hold. */
interface Sample {
  declare(name: string): string
  size: number
  signed: boolean
  value: FieldValue
}

const BYTES = fc.constantFrom(1, 2, 4, 8)

function intOf(bytes: number, signed: boolean): fc.Arbitrary<number | bigint> {
  const range = 2n ** BigInt(bytes * 8)
  const min = signed ? -range / 2n : 0n
  return fc.bigInt(min, min + range - 1n).map((value) => {
    const safe = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    return safe ? Number(value) : value
  })
}

function typeOf(bytes: number, signed: boolean): string {
  return `${signed ? 's' : 'u'}${bytes * 8}`
}

/** C's: no NUL in it. */
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0'))

const int = fc.tuple(BYTES, fc.boolean()).chain(([size, signed]) =>
  intOf(size, signed).map((value): Sample => ({
    declare: (name) => `${typeOf(size, signed)} ${name}`,
    size,
    signed,
    value,
  })),
)
const pointer = intOf(8, false).map((value): Sample => ({
  declare: (name) => `const void * ${name}`,
  size: 8,
  signed: false,
  value,
}))
const fixedText = fc.tuple(text, fc.nat(8)).map(([value, room]): Sample => {
  const size = new TextEncoder().encode(value).length + room || 1
  return { declare: (name) => `char ${name}[${size}]`, size, signed: true, value }
})
const fixedInts = fc.tuple(BYTES, fc.boolean(), fc.integer({ min: 1, max: 6 })).chain(([bytes, signed, length]) =>
  fc.array(intOf(bytes, signed), { minLength: length, maxLength: length }).map((value): Sample => ({
    declare: (name) => `${typeOf(bytes, signed)} ${name}[${length}]`,
    size: bytes * length,
    signed,
    value,
  })),
)
const struct = fc
  .array(intOf(1, false), { minLength: 3, maxLength: 3 })
  .map((value): Sample => ({ declare: (name) => `struct three ${name}`, size: 3, signed: false, value }))
const place = fc.constantFrom('__data_loc', '__rel_loc')
const locatedText = fc
  .tuple(place, text)
  .map(([word, value]): Sample => ({ declare: (name) => `${word} char[] ${name}`, size: 4, signed: true, value }))
const locatedInts = fc.tuple(place, BYTES, fc.boolean()).chain(([word, bytes, signed]) =>
  fc.array(intOf(bytes, signed), { maxLength: 6 }).map((value): Sample => ({
    declare: (name) => `${word} ${typeOf(bytes, signed)}[] ${name}`,
    size: 4,
    signed,
    value,
  })),
)
const restText = text.map((value): Sample => ({ declare: (name) => `char ${name}[]`, size: 0, signed: true, value }))
const restInts = fc
  .tuple(BYTES, fc.boolean())
  .chain(([bytes, signed]) =>
    fc
      .array(intOf(bytes, signed), { maxLength: 6 })
      .map((value): Sample => ({ declare: (name) => `${typeOf(bytes, signed)} ${name}[]`, size: 0, signed, value })),
  )

const fixed = fc.oneof(int, pointer, fixedText, fixedInts, struct)
const samples = fc.oneof(
  fc.array(fc.oneof(fixed, locatedText, locatedInts), { minLength: 1, maxLength: 8 }),
  fc.tuple(fc.array(fixed, { maxLength: 4 }), fc.oneof(restText, restInts)).map(([before, rest]) => [...before, rest]),
)

/** Lays the fields out one after the other, with gaps between them. */
function typeOfSamples(of: readonly Sample[], gaps: readonly number[]): EventType {
  let end = 0
  const fields = of.map(({ declare, size, signed }, index) => {
    const offset = end + (gaps[index] ?? 0)
    end = offset + size
    return `field:${declare(`f${index}`)}; offset:${offset}; size:${size}; signed:${Number(signed)};`
  })
  return new EventType({ id: 1000, name: 'any', fields })
}

test('what is written into fields of any kind is read from them, and after any rounding', () => {
  const gaps = fc.array(fc.nat(7), { maxLength: 8 })
  fc.assert(
    fc.property(samples, gaps, fc.nat(7), (of, between, rounding) => {
      const type = typeOfSamples(of, between)
      const values = of.map(({ value }) => value)
      const payload = type.write(values)
      expect(type.read(payload)).toEqual(values)
      if (type.fields.some((field) => field.place === 'rest')) return // reaches to the end of what there is
      const rounded = new Uint8Array(payload.length + rounding).fill(0xee)
      rounded.set(payload)
      expect(type.read(type.trim(rounded))).toEqual(values)
      expect(type.trim(rounded).length).toBe(payload.length)
    }),
    { seed: 2008, numRuns: 1000 },
  )
})
