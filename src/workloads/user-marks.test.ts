import { describe, expect, test } from 'vitest'
import { asciiBytes, TextBody } from './text-body.ts'
import { TracedRun } from './testing/traced-run.ts'

describe('user marks', () => {
  const { events } = new TracedRun('user-marks', { maxPayloadBytes: 4084 }).run({ events: 3000 })

  test('nest: every end has its beginning, and a frame ends with all that is in it', () => {
    const depths = new Map<string, number>()
    for (const { text } of events) {
      const [kind, pid = ''] = text.split('|')
      const depth = depths.get(pid) ?? 0
      if (kind === 'E') expect(depth).toBeGreaterThan(0)
      if (kind === 'B' && text.includes('frame')) expect([...depths.values()].every((open) => open === 0)).toBe(true)
      if (kind === 'C') expect(depth).toBeGreaterThan(0)
      if (kind === 'B' || kind === 'E') depths.set(pid, depth + (kind === 'B' ? 1 : -1))
    }
    expect(depths.size).toBe(3)
  })

  test('are of atrace’s forms, and of many lengths', () => {
    const forms = [/^B\|\d+\|\S.*$/, /^E\|\d+$/, /^C\|\d+\|\w+\|\d+$/, /^[\w-]+ frame \d+: .+$/]
    const counts = forms.map((form) => events.filter(({ text }) => form.test(text)).length)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(events.length)
    expect(Math.min(...counts)).toBeGreaterThan(100)
    expect(new Set(events.map(({ bytes }) => bytes)).size).toBeGreaterThan(30)
  })

  test('are cut where the page is small', () => {
    const small = new TracedRun('user-marks', { maxPayloadBytes: 116 }).run({ events: 3000 }).events
    small.forEach(({ text, bytes }, index) => {
      expect(bytes).toBe(text.length + 1)
      expect(text).toBe(events[index]?.text.slice(0, 115))
    })
    expect(small.some(({ bytes }) => bytes === 116)).toBe(true)
  })
})

test.each([0, 7, 10, 999, 1000, 4_294_967_295])('a text takes the number %i', (number) => {
  const body = new TextBody(16)
  body.add(asciiBytes('an earlier text'))
  body.clear()
  body.addNumber(number)
  const bytes = new Uint8Array(body.words.buffer, 0, body.end())
  expect(String.fromCharCode(...bytes)).toBe(`${number}\0`)
})
