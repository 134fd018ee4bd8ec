/** Rings too large to be captured with their bytes, as real rings: copied at rest, walked in slices, forgotten when the machine moves. */
import { expect, test, vi } from 'vitest'
import { VirtualClock } from '../clock/set-clocks.ts'
import { binaryFile } from '../debugfs/ring-files.ts'
import { captureSlot, SlotCapture } from '../ring/capture.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { RfcWriter } from '../ring/rfc/write.ts'
import { noLocks } from '../ring/slot-lock.ts'
import type { RingsideState } from '../store/ringside-store.ts'
import { Lanes } from './timeline/lanes.ts'
import { testSource } from './timeline/testing/test-lanes.ts'
import { WholeRings } from './whole-rings.ts'

const PAGES = 3
const PAGE = 32_768
const READOUT = {} as NonNullable<RingsideState['readout']>

function largeRing() {
  const buffer = allocateRfcBuffer(
    { cpus: 1, pagesPerCpu: PAGES, pageSize: PAGE, snapshot: false, overwrite: true, asPosted: false },
    false,
  )
  const clock = new VirtualClock()
  const writer = new RfcWriter(buffer, { cpu: 0, clock, locks: noLocks })
  const source = testSource(1)
  source.store.setState(({ config }) => ({ config: { ...config, cpus: 1, pagesPerCpu: PAGES, pageSize: PAGE } }))
  const whole = new WholeRings({
    store: source.store,
    captures: source.captures,
    ringBytes: async (cpu) => Promise.resolve(binaryFile(buffer, cpu, noLocks)),
  })
  const write = (from: number, to: number): void => {
    for (let ts = from; ts <= to; ts++) {
      clock.set(ts, 0)
      writer.write(1, 4, new Int32Array(1), 0)
    }
    const capture = SlotCapture.allocate(buffer.layout)
    captureSlot(buffer, 0, capture)
    source.slots[0] = capture
    source.changed()
  }
  const stop = (): void => source.store.setState({ running: false, readout: { ...READOUT } })
  const copied = (): Promise<unknown> => vi.waitFor(() => expect(whole.of(0)).toBeDefined())
  return { source, whole, write, stop, copied, lanes: new Lanes(source, whole) }
}

test('at rest the ring is copied, and what it holds is walked a page at a time', async () => {
  const { lanes, write, stop, copied } = largeRing()
  write(1, 5000)
  lanes.sync()
  expect(lanes.all[0]?.unread.known).toBe(false)
  stop()
  await copied()
  lanes.sync()
  expect(lanes.isWalking).toBe(true)
  let slices = 1
  while (!lanes.walk(() => true)) slices++
  expect(slices).toBe(PAGES + 1)
  expect(lanes.extent()).toEqual({ from: 1, to: 5000 })
  expect([lanes.isWalking, lanes.all[0]?.unread.known]).toEqual([false, true])
})

test('what is written at rest is copied again; who runs is not shown what stood before', async () => {
  const { source, whole, write, stop, copied } = largeRing()
  write(1, 10)
  stop()
  await copied()
  write(11, 12)
  expect(whole.of(0)).toBeUndefined()
  stop()
  await copied()
  source.store.setState({ running: true })
  expect(whole.of(0)).toBeUndefined()
})

test('rings that are too large together are not copied', () => {
  const { source, whole } = largeRing()
  expect(whole.areTooLarge).toBe(false)
  source.store.setState(({ config }) => ({ config: { ...config, pagesPerCpu: 1024 } }))
  expect(whole.areTooLarge).toBe(true)
})
