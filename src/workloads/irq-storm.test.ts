import { describe, expect, test } from 'vitest'
import { IRQ_EVENT } from '../events/irq-event.ts'
import { EventType } from '../events/event-type.ts'
import { IrqHandler } from './irq-handler.ts'
import { recordingWriter } from './testing/recording-writer.ts'
import { TracedRun, type TracedEvent } from './testing/traced-run.ts'

describe('irq storms', () => {
  const run = new TracedRun('irq-storm').run({ events: 5000 })

  test('raise interrupts that arrive within the next write, up to three deep', () => {
    expect(new Set(run.raised.map(({ depth }) => depth))).toEqual(new Set([1, 2, 3]))
    const points = run.raised.map(({ afterPoints }) => afterPoints)
    expect([Math.min(...points), Math.max(...points)]).toEqual([1, 12])
  })

  test('number their interrupts, and each tells its depth whatever nests in it', () => {
    const irqs = run.events.filter(({ name }) => name === 'irq')
    const [, seqs, depths] = [0, 1, 2].map((field) => irqs.map(({ fields }) => Number(fields[field])))
    expect(seqs?.toSorted((a, b) => a - b)).toEqual(irqs.map((_, index) => index))
    expect(depths).toEqual(irqs.map(({ depth }) => depth))
  })

  test('run handlers one after another, each from entry to exit', () => {
    const handlers = run.events.filter(({ name }) => name !== 'irq')
    const entries = handlers.filter(({ name }) => name === 'irq_handler_entry')
    const exits = handlers.filter(({ name }) => name === 'irq_handler_exit')
    expect(handlers.map(({ name }, index) => (name === 'irq_handler_entry') === (index % 2 === 0))).not.toContain(false)
    const lineOf = ({ fields }: TracedEvent) => fields[0]
    expect(exits.map(lineOf)).toEqual(entries.slice(0, exits.length).map(lineOf))
  })

  test('come and go: the fullest tenth of the time has most of the events', () => {
    const slices = Array.from({ length: 500 }, () => 0)
    const endNs = run.events.at(-1)?.dueNs ?? NaN
    for (const { dueNs } of run.events) {
      const slice = Math.min(499, Math.floor((dueNs / endNs) * 500))
      slices[slice] = (slices[slice] ?? 0) + 1
    }
    const fullest = slices.toSorted((a, b) => b - a).slice(0, 50)
    expect(fullest.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(run.events.length / 2)
  })
})

test('an interrupt handler writes the same for the same seed and CPU', () => {
  const type = new EventType(IRQ_EVENT)
  const texts = (seed: number, cpu: number) => {
    const [writer, handler] = [recordingWriter(), new IrqHandler({ seed, cpu })]
    for (let irq = 0; irq < 20; irq++) handler.handle(writer, 1 + (irq % 3))
    return writer.events.map(({ payload }) => type.format(payload)).join('\n')
  }
  expect(texts(7, 0)).toBe(texts(7, 0))
  expect(new Set([texts(7, 0), texts(7, 1), texts(8, 0)]).size).toBe(3)
})
