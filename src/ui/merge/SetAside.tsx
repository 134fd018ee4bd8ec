import type { MergeModel } from './merge-model.ts'

/** Rings that are not compared, and why. */
export function SetAside({ model, live }: { model: MergeModel; live: boolean }) {
  const { empty, frozen, unknown } = model
  const kinds = [
    ['empty', empty, ''],
    ['frozen', frozen, ': a dead actor holds the lock, the reader passes over it'],
    ['not known', unknown, live ? ': these rings are too large to be sampled with their bytes' : ': being read'],
  ] as const
  return (
    <>
      {kinds.map(
        ([kind, cpus, why]) =>
          cpus.length > 0 && (
            <p className="merge-aside" key={kind}>
              {kind} {rangesOf(cpus)}
              {why}
            </p>
          ),
      )}
    </>
  )
}

/** `CPU 0, 3–5` @param cpus ascending, one at least */
export function rangesOf(cpus: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const cpu of cpus) {
    const last = ranges.at(-1)
    if (last && last[1] === cpu - 1) last[1] = cpu
    else ranges.push([cpu, cpu])
  }
  return `CPU ${ranges.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ')}`
}
