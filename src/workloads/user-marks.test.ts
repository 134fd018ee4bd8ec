import { describe, expect, test } from 'vitest'
import { asciiBytes, TextBody } from './text-body.ts'
import { TracedRun } from './testing/traced-run.ts'

describe('user marks', () => {
  const { events } = new TracedRun('user-marks', { maxPayloadBytes: 4084 }).run({ events: 3000 })

  test('nest: every end has its beginning, and a frame begins when all slices have ended', () => {
    const open = new Map<string, number>()
    const misplaced = events.filter(({ text }) => {
      const [kind, pid = ''] = text.split('|')
      const depth = open.get(pid) ?? 0
      const isFrame = kind === 'B' && text.includes(' frame ')
      const allEnded = [...open.values()].every((slices) => slices === 0)
      if (kind === 'B') open.set(pid, depth + 1)
      if (kind === 'E') open.set(pid, depth - 1)
      return isFrame !== allEnded
    })
    expect(misplaced).toEqual([])
    expect([...open.values()].filter((depth) => depth < 0)).toEqual([])
    expect(open.size).toBe(3)
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
