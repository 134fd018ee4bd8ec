/** Where actors arrive in these sources. Runs at build time. */
import { parseSource } from './parse-source.ts'
import type { SourceFunction, SteppedSource } from './place.ts'

/** @param sources texts by their paths below src/ @throws Error where one cannot be parsed */
export function findSites(sources: ReadonlyMap<string, string>): SteppedSource {
  const parsed = [...sources].map(([file, text]) => parseSource(file, text))
  const aims = [...new Set(parsed.flatMap((each) => each.aims))]
  const stores = parsed.flatMap((each) => each.stores)
  // a setter says nothing of why: the place is where it is assigned to
  const stored = parsed
    .flatMap((each) => each.setters)
    .flatMap(({ property, type, point }) =>
      stores
        .filter((store) => store.property === property && store.type === type)
        .flatMap(({ inside, line }) =>
          (point === undefined ? aims : [point]).map((told) => ({ point: told, inside, line })),
        ),
    )
  const replaced = new Set(parsed.flatMap((each) => each.replaced))
  const calls = parsed.flatMap((each) => each.calls).filter(({ inside }) => !replaced.has(inside.name))
  const found = [...calls, ...stored]
  const functions: SourceFunction[] = [...new Set(found.map(({ inside }) => inside))]
  return {
    functions,
    sites: found.map(({ point, inside, line }) => ({ point, inside: functions.indexOf(inside), line })),
  }
}
