/** The captures of all CPUs in one memory, written by one thread and read by another. */
import { expect, test } from 'vitest'
import { CaptureMemory } from './capture-memory.ts'
import { SlotCapture } from './capture.ts'
import { computeLayout } from './rfc/layout.ts'
import { TestThread } from './testing/test-thread.ts'

const layout = computeLayout({ cpus: 2, pagesPerCpu: 64, pageSize: 256, snapshot: true })

test('each CPU has its own capture, and who maps the same memory sees it', () => {
  const memory = CaptureMemory.allocate(layout, true)
  const from = SlotCapture.allocate(layout)
  from.numbers.fill(7)
  memory.copy(from, memory.capture(1))
  const other = new CaptureMemory(layout, memory.memory)
  expect([...new Set(other.capture(1).numbers)]).toEqual([7])
  expect([...new Set(other.capture(0).numbers)]).toEqual([0])
})

test('what is copied while it is read is read again; what never rests is given up', () => {
  const memory = CaptureMemory.allocate(layout, true)
  const from = SlotCapture.allocate(layout)
  const copy = (): void => memory.copy(from, memory.capture(0))
  let reads = 0
  expect(memory.readWhole(() => ++reads === 1 && copy())).toBe(true)
  expect(reads).toBe(2)
  expect(memory.readWhole(copy)).toBe(false)
})

test('while another thread copies, what was read whole is of one copy', async () => {
  const { memory } = CaptureMemory.allocate(layout, true)
  const end = new Int32Array(new SharedArrayBuffer(4))
  const thread = await TestThread.boot<number>('capture-writer-thread.ts')
  thread.start({ layout, memory, end })
  const reader = new CaptureMemory(layout, memory)
  const seen = new Set<number>()
  for (let reads = 0; reads < 2_000_000 && seen.size < 200; reads++) {
    let [least, most] = [Infinity, -Infinity]
    const whole = reader.readWhole(() => {
      ;[least, most] = [Infinity, -Infinity]
      for (const number of reader.capture(0).numbers) {
        least = Math.min(least, number)
        most = Math.max(most, number)
      }
    })
    if (!whole) continue
    expect(most).toBe(least)
    seen.add(least)
  }
  Atomics.store(end, 0, 1)
  expect(seen.size).toBeGreaterThan(1)
  expect(await thread.next()).toBeGreaterThan(0)
  await thread.terminate()
})
