/** The source of the very functions that run, and the lines in it at which actors arrive. Load it lazily: it is no part of the first screen. */
import source from 'virtual:stepped-source'
import type { Place, SourceFunction } from './place.ts'

const places: readonly Place[] = source.sites
  .map(({ point, inside, line }) => {
    const { file, name, from, lines } = source.functions[inside] as SourceFunction
    return { point, file, line, functionName: name, from, to: from + lines.length - 1 }
  })
  .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))

/** Every line at which an actor can arrive with this point, by file and line. */
export function placesOf(point: number): readonly Place[] {
  return places.filter((place) => place.point === point)
}

/**
 * What is arrived at next in this function: of one line, one place for each point that it can tell.
 * @param file below src/, or from the repository's root @returns empty: no function with a probe has that line, or none comes after it there
 */
export function placesFrom(file: string, line: number): readonly Place[] {
  const path = file.replace(/^\/?src\//, '')
  const ahead = places.filter((place) => place.file === path && place.from <= line && line <= place.line)
  return ahead.filter((place) => place.line === ahead[0]?.line)
}

/** The lines of the place's function; the first is line `from`. */
export function linesOf({ file, from }: Place): readonly string[] {
  return source.functions.find((each) => each.file === file && each.from === from)?.lines ?? []
}
