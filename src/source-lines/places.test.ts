import { expect, test } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { Point, pointName } from '../ring/probe.ts'
import { findSites } from './find-sites.ts'
import { linesOf, placesFrom, placesOf } from './places.ts'

test('every point of the ring is told somewhere', () => {
  const nowhere = Object.values(Point).filter((point) => placesOf(point).length === 0)
  expect(nowhere.map(pointName)).toEqual([])
})

test('actors rest and are interrupted in the source, too', () => {
  const files = [StepPoint.Rested, StepPoint.InterruptTaken].map((point) => placesOf(point).map(({ file }) => file))
  expect(files).toEqual([['cpu/cpu-steps.ts', 'reader/reader-steps.ts'], ['cpu/interrupts.ts']])
})

test('a place has the lines of its function, with the comment above it', () => {
  const [place] = placesOf(Point.EntriesWritten)
  if (!place) throw new Error('it is told nowhere')
  const lines = linesOf(place)
  expect(lines).toHaveLength(place.to - place.from + 1)
  expect(lines[place.line - place.from]).toBe('  probe(Point.EntriesWritten, ring, entries + by, 0)')
  const [commit] = placesOf(Point.TailPublished).map((each) => linesOf(each))
  expect([commit?.[0]?.trim().slice(0, 3), commit?.[1]?.trim(), commit?.at(-1)]).toEqual([
    '/**',
    'commit(body: number): void {',
    '  }',
  ])
})

test('from a line on: the next place of the same function, and none of the next function', () => {
  const [read] = placesOf(Point.EntriesRead)
  const [written] = placesOf(Point.EntriesWritten)
  if (!read || !written) throw new Error('it is told nowhere')
  const { file, from, to } = read
  expect(placesFrom(file, from)).toEqual([read])
  expect(placesFrom(file, read.line)).toEqual([read])
  expect(placesFrom(`src/${file}`, read.line + 1)).toEqual([written])
  expect(placesFrom(file, to)).toEqual([])
  expect(placesFrom(file, from - 1)).toEqual([])
  expect(placesFrom('ring/none.ts', 1)).toEqual([])
})

test('a line that tells more than one point has a place for each', () => {
  const [stored] = placesOf(Point.HeadAdvanced).filter(({ functionName }) => functionName === 'toNextPage')
  const places = placesFrom('ring/rfc/advance.ts', stored?.line ?? 0)
  expect(places.map(({ point }) => point).toSorted((a, b) => a - b)).toEqual([Point.PaddingSkipped, Point.HeadAdvanced])
})

test('what counts as a place: calls with a point, stores through a setter that tells of them, no method that is replaced', () => {
  const told = `import { Point } from './probe.ts'
export class Head implements Position {
  aim(point: Point) {
    this.point = point
  }
  set page(page: number) {
    this.words[0] = page
    this.probe(Point.HeadPageStored, page, 0, 0)
  }
  set offset(offset: number) {
    this.probe(this.point, offset, 0, 0)
  }
}`
  const stores = `function move(at: Position, head: Head, plain: Elsewhere) {
  head.aim(Point.HeadAdvanced)
  at.page = 1
  plain.page = 1
  at.offset += 2
}`
  const locks = `class Locks {
  sleep() {
    probe(Point.LockWaited, 0, 0, 0)
  }
}
class Stepped extends Locks {
  override sleep() {
    // a comment that belongs to the line
    this.probe(Point.LockWaited, 1, 0, 0)
    note(1, Point.LockTaken)
  }
}`
  const { functions, sites } = findSites(
    new Map(Object.entries({ 'told.ts': told, 'stores.ts': stores, 'locks.ts': locks })),
  )
  const found = sites.map(
    ({ point, inside, line }) => `${pointName(point as Point)} ${functions[inside]?.name} ${line}`,
  )
  expect(found).toEqual(['LockWaited Stepped.sleep 9', 'HeadPageStored move 3', 'HeadAdvanced move 5'])
})

test('a file that cannot be parsed stops the build', () => {
  expect(() => findSites(new Map([['a.ts', 'function (']]))).toThrow('a.ts cannot be parsed')
})
