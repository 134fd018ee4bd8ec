/** Random sequences of everything that a buffer can be asked to do, and random geometries. */
import fc from 'fast-check'
import type { ModelOptions } from './model-buffer.ts'

/** `cpu` and `length` are raw: who runs the command fits them to the geometry. `of` says which of the open iterators is meant. */
export type Command =
  | { do: 'write' | 'reserve'; cpu: number; length: number; type: number }
  | { do: 'commit'; cpu: number }
  | { do: 'consume'; times: number }
  | { do: 'next' | 'finish'; of: number }
  | { do: 'peek' | 'disable' | 'enable' | 'snapshot' | 'resetAll' | 'noSuchCpu' }
  | { do: 'walk' | 'start'; snapshot: boolean }
  | { do: 'snapshotCpu' | 'snapshotOne' | 'reset'; cpu: number }
  | { do: 'overwrite'; on: boolean }
  | { do: 'clock'; cpu: number; ahead: number }

/** Mostly the first CPUs, so that rings wrap also where there are many. */
const cpu = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 1 }) }, { weight: 1, arbitrary: fc.nat({ max: 63 }) })
const of = fc.nat({ max: 1 })
const type = fc.oneof({ weight: 8, arbitrary: fc.nat({ max: 9 }) }, fc.nat({ max: 32767 }), fc.constant(32768))
/** Share of the largest body. Small ones fill pages, those near 1 turn them, some are above it. */
const length = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: 0, max: 0.3, noNaN: true }) },
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1.02, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.25, 0.5, 1, 1.1) },
)

const just = <T extends string>(...names: T[]): fc.Arbitrary<T> => fc.constantFrom(...names)

/** Weighted so that writers outrun the reader, and recording is on most of the time. */
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 80, arbitrary: fc.record({ do: just('write'), cpu, length, type }) },
  { weight: 8, arbitrary: fc.record({ do: just('reserve'), cpu, length, type }) },
  { weight: 12, arbitrary: fc.record({ do: just('commit'), cpu }) },
  { weight: 8, arbitrary: fc.record({ do: just('consume'), times: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: just('walk', 'start'), snapshot: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: just('next', 'finish', 'finish'), of }) },
  { weight: 1, arbitrary: fc.record({ do: just('peek') }) },
  { weight: 1, arbitrary: fc.record({ do: just('snapshotCpu', 'snapshotOne', 'reset'), cpu }) },
  { weight: 1, arbitrary: fc.record({ do: just('snapshot', 'resetAll', 'disable', 'noSuchCpu') }) },
  { weight: 3, arbitrary: fc.record({ do: just('enable') }) },
  { weight: 1, arbitrary: fc.record({ do: just('overwrite'), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: just('clock'), cpu, ahead: fc.constantFrom(0, 1, 5, 40, 2 ** 31, 2 ** 32) }),
  },
)

export const commands = fc.array(command, { minLength: 20, maxLength: 260, size: 'max' })

const flags = { snapshot: fc.boolean(), overwrite: fc.boolean() }

const any: fc.Arbitrary<ModelOptions> = fc.record({
  cpus: fc.oneof(
    { weight: 14, arbitrary: fc.integer({ min: 1, max: 5 }) },
    { weight: 1, arbitrary: fc.constantFrom(16, 64) },
  ),
  pagesPerCpu: fc.integer({ min: 2, max: 5 }),
  pageSize: fc.constantFrom(128, 256, 512, 1024, 2048, 4096, 32768),
  ...flags,
})

/** Small rings, which wrap many times in a sequence. */
const crowded: fc.Arbitrary<ModelOptions> = fc.record({
  cpus: fc.integer({ min: 1, max: 2 }),
  pagesPerCpu: fc.integer({ min: 2, max: 3 }),
  pageSize: fc.constantFrom(128, 256),
  ...flags,
})

export const geometry = fc.oneof(any, crowded)
