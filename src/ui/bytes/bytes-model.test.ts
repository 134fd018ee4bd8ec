/** Which page the inspector shows, from when, and what of it is chosen: over a ring that moves, without a browser. */
import { expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { CAPTURED_RING_BYTES } from '../../ring/capture.ts'
import { snapshotCpu } from '../../ring/rfc/snapshot.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import type { TestRingOptions } from '../../ring/testing/test-ring.ts'
import { createRingsideStore } from '../../store/ringside-store.ts'
import { BytesModel } from './bytes-model.ts'
import { goneWords, itemWords, nameOfPage, slotWords, sumOfParts, turnWords, whenWords } from './page-words.ts'

const CAPABILITIES = { isolated: true, sharedMemory: true, workers: true, stepping: false }

function inspector(options: TestRingOptions = {}) {
  const ring = new TestRing({ cpus: 2, snapshot: true, ...options })
  const store = createRingsideStore(CAPABILITIES)
  let takenNs = 0
  const reads: (() => void)[] = []
  const session = {
    store,
    types: new EventTypes(),
    captures: {
      latest: (cpu: number) => (cpu < 2 ? ring.capture(cpu) : undefined),
      takenNs: () => takenNs,
      poll: () => {},
      version: 0,
    },
    state: () => Promise.resolve({}),
    /** it comes when the test says so */
    pageBytes: (_: number, page: number) =>
      new Promise<Uint8Array>((resolve) => reads.push(() => resolve(Uint8Array.from(ring.page(page))))),
  } as unknown as ConstructorParameters<typeof BytesModel>[0]
  const model = new BytesModel(session)
  const readout = (): void => {
    takenNs += 1e9
    store.setState({ readout: { ...({} as NonNullable<ReturnType<typeof store.getState>['readout']>) } })
  }
  readout()
  const close = model.open()
  const shown = () => {
    const { shown } = model.store.getState()
    if (!shown) throw new Error('nothing is shown')
    return shown
  }
  return { ring, store, model, readout, close, shown, reads, name: () => nameOfPage(shown()) }
}

test('follows the head, or the tail, of any ring; stays at the page where that is taken back', () => {
  const { ring, model, readout, store, name } = inspector()
  ring.fill(0, 10)
  ring.fill(1, 6)
  readout()
  expect(name()).toBe('CPU 0 page 0, head')
  model.followEnd('tail')
  expect(name()).toBe('CPU 0 page 2, tail')
  expect(model.chosen?.item?.at).toBe(32) // the newest
  model.goTo({ cpu: 1 })
  expect([name(), store.getState().selection]).toEqual(['CPU 1 page 1, tail', undefined])
  model.goTo({ snapshot: true })
  expect(name()).toBe('CPU 1 snapshot page 0, head, tail')
  model.goTo({ snapshot: false })
  model.followEnd('tail')
  expect(store.getState().selection).toEqual({ cpu: 1, page: 1, snapshot: false })
  ring.fill(1, 4)
  readout()
  expect(name()).toBe('CPU 1 page 1')
  model.stepPage(-1)
  model.stepPage(-1)
  expect(name()).toBe('CPU 1 page 3')
})

test('what is shown is a copy of one moment; held, it stays while the ring moves on', () => {
  const { ring, model, readout, shown, store } = inspector()
  store.setState({ running: true })
  ring.fill(0, 2)
  readout()
  const bytes = [...shown().bytes]
  expect(whenWords(shown(), false, true)).toBe('sampled 2.000 s into the run')
  ring.fill(0, 1, { first: 9 })
  expect([...shown().bytes]).toEqual(bytes)
  model.hold()
  readout()
  expect([[...shown().bytes], whenWords(shown(), true, true)]).toEqual([bytes, 'held as of 2.000 s into the run'])
  model.moveTo(40) // an event of the held page is chosen, and it stays held
  expect(model.store.getState().held).toBe(true)
  expect(store.getState().selection).toMatchObject({ cpu: 0, page: 0, event: { ring: 0, offset: 32, ts: 2 } })
  store.setState({ selection: { cpu: 1, page: 0, snapshot: false } })
  expect([model.store.getState().held, shown().cpu]).toEqual([false, 1])
  model.goTo({ cpu: 0 })
  store.setState({ running: false })
  readout()
  expect([shown().bytes[64 + 12], whenWords(shown(), false, true)]).toEqual([9, 'as it is'])
})

test('a byte is chosen with its item; another selection takes both along; keys go over the items', () => {
  const { ring, model, readout, store } = inspector()
  ring.fill(0, 3)
  readout()
  model.moveTo(40)
  expect(model.chosen).toMatchObject({ item: { kind: 'event', at: 32 }, at: 40, byByte: true })
  model.stepItem(1)
  expect(model.chosen).toMatchObject({ item: { at: 64 }, at: 64 })
  model.stepItem(1)
  expect(model.chosen?.item?.kind).toBe('free')
  expect(store.getState().selection).toEqual({ cpu: 0, page: 0, snapshot: false })
  store.setState({ selection: { cpu: 0, page: 0, snapshot: false, event: { ring: 0, offset: 0, ts: 1 } } })
  expect(model.chosen).toMatchObject({ item: { at: 0 }, at: 0, byByte: false })
})

test('a selected event goes with its ring, and is gone where something else lies in its place', () => {
  const { ring, model, readout, store, name } = inspector()
  ring.fill(0, 3)
  readout()
  model.moveTo(0)
  snapshotCpu(ring.buffer, 0, ring.options)
  readout()
  expect([name(), model.chosen?.item?.at]).toEqual(['CPU 0 snapshot page 0, head, tail', 0])
  store.setState({ selection: undefined })
  ring.fill(0, 1)
  readout()
  model.goTo({ snapshot: false, page: 0 })
  model.moveTo(0)
  const { selection } = store.getState()
  ring.fill(0, 16)
  readout()
  expect(store.getState().selection).toBe(selection)
  expect(model.chosen).toMatchObject({ item: undefined, gone: { offset: 0, ts: 4 } })
  expect([goneWords(true), goneWords(false)]).toEqual([
    'This event was read, and its bytes were written over since.',
    'This event is gone: overrun or erased before it was read, or read and not listed.',
  ])
})

test('pages of large rings are read one at a time; what is shown stays until another has come', async () => {
  const pageSize = 4096
  const pagesPerCpu = (2 * CAPTURED_RING_BYTES) / pageSize
  const { ring, model, readout, reads, store, shown } = inspector({ pageSize, pagesPerCpu })
  const come = async (): Promise<void> => {
    reads.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  ring.fill(0, 200)
  expect(model.store.getState().shown).toBeUndefined()
  await come()
  readout()
  await come()
  expect([nameOfPage(shown()), [...shown().bytes]]).toEqual(['CPU 0 page 0, head', ring.page(0)])
  model.goTo({ page: 1 })
  expect([shown().page, model.store.getState().reading?.page]).toEqual([0, 1])
  model.goTo({ page: 2 })
  expect(reads).toHaveLength(1)
  await come() // the one that nobody wants any more
  expect(shown().page).toBe(0)
  await come()
  expect([shown().page, model.store.getState().reading]).toEqual([2, undefined])
  store.setState({ running: true })
  readout()
  ring.fill(0, 4096) // the tail goes round while the reader copies: its bytes are of another lap than its words
  const before = shown()
  await come()
  expect(shown()).toBe(before)
  expect(model.store.getState().problem).toMatch(/faster than it can be read/)
  expect(whenWords(shown(), false, false)).toBe('as it was 2.000 s into the run')
  readout()
  await come()
  expect([shown().takenNs, model.store.getState().problem]).toEqual([4e9, undefined])
})

test('a machine that goes takes all of it along; nothing is looked at while no panel is open', () => {
  const { ring, model, readout, store, close, shown } = inspector()
  ring.fill(0, 1)
  readout()
  model.moveTo(0)
  model.hold()
  store.setState({ boot: 1, selection: undefined })
  expect(model.store.getState()).toMatchObject({ held: false, cursor: undefined })
  readout()
  const { takenNs } = shown()
  close()
  readout()
  expect(model.store.getState().shown).toBeUndefined()
  model.open()
  expect(shown().takenNs).toBe(takenNs + 1e9)
})

test('words', () => {
  const { ring, readout, shown } = inspector()
  ring.fill(0, 3)
  ring.consume()
  readout()
  const [first] = shown().items
  expect(first && itemWords(first, shown())).toBe('event 1 of 3, read')
  expect(sumOfParts(shown().parts)).toBe('committed 96 + padding 0 + free 32 = 128')
  expect(slotWords(0, ring.capture(), false)).toBe('CPU 0: lock free, irqs on, 0 pending')
  ring.writer(0).reserve(1, 8)
  readout()
  expect(sumOfParts(shown().parts)).toBe('committed 96 + being written 24 + padding 0 + free 8 = 128')
  expect(turnWords({ ...shown(), turns: 1, pushedLost: 3 })).toBe(
    'page 0: the tail entered it 1 time, 3 lost when it was last pushed out',
  )
})
