/** Filter and search as tests of a row. What is no event (losses, rows that were not listed, laps) passes every filter. */
import type { EventTypes } from '../../events/event-types.ts'
import { RowKind } from '../../store/log-block.ts'
import type { EventsState } from './events-store.ts'
import type { RowTests } from './list-part.ts'
import type { RowPrinter } from './row-printer.ts'
import type { RowTest } from './row-scan.ts'

export interface TestInput {
  readonly decisions: Pick<EventsState, 'hiddenCpus' | 'hiddenTypes' | 'text' | 'onlyMatches'>
  readonly types: EventTypes
  readonly printer: RowPrinter
}

export function isFiltering({ hiddenCpus, hiddenTypes, text, onlyMatches }: TestInput['decisions']): boolean {
  return hiddenCpus.length > 0 || hiddenTypes.length > 0 || (onlyMatches && text !== '')
}

export function rowTests({ decisions, types, printer }: TestInput): RowTests {
  const { text, onlyMatches } = decisions
  const search = text === '' ? undefined : textTest(text, printer)
  if (!isFiltering(decisions)) return { filter: undefined, search }
  const isHidden = columnTest(decisions, types)
  const filter: RowTest = (block, at) => {
    if (block.kind[at] !== RowKind.event) return true
    return !isHidden(block, at) && (!onlyMatches || !search || search(block, at))
  }
  return { filter, search }
}

/** Case counts for nothing; every other character stands for itself. @param flags besides `i` */
export function textPattern(text: string, flags = ''): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), `i${flags}`)
}

function textTest(text: string, printer: RowPrinter): RowTest {
  const pattern = textPattern(text)
  return (block, at) => {
    const row = block.row(at)
    return row !== undefined && pattern.test(printer.line(row))
  }
}

/** By columns alone. Types are hidden by name, since their numbers differ from machine to machine. */
function columnTest({ hiddenCpus, hiddenTypes }: TestInput['decisions'], types: EventTypes): RowTest {
  const cpus = new Set(hiddenCpus)
  const names = new Set(hiddenTypes)
  const hiddenIds = new Map<number, boolean>()
  const isHiddenType = (id: number): boolean => {
    const known = hiddenIds.get(id)
    if (known !== undefined) return known
    const hidden = names.has(types.nameOf(id))
    hiddenIds.set(id, hidden)
    return hidden
  }
  return (block, at) => cpus.has(block.cpu[at] as number) || (names.size > 0 && isHiddenType(block.value[at] as number))
}
