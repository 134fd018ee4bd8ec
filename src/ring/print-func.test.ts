import { expect, test } from 'vitest'
import { printHex } from './print-func.ts'
import { TestRing } from './testing/test-ring.ts'

test('without a print function an event is its type and its bytes', () => {
  const ring = new TestRing()
  ring.write(0, [0, 15, 16, 255], 7)
  ring.write(0, [], 8)
  ring.consume()
  expect(printHex(ring.consumer.event)).toBe('type 7: 000f10ff')
  ring.consume()
  expect(printHex(ring.consumer.event)).toBe('type 8: 00000000')
})
