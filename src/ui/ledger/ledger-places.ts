/** Where the events of a number are, or were. */
import type { CpuState, MachineState } from '../../machine/machine-state.ts'
import type { PageOf } from '../../store/selection.ts'
import type { Panel } from '../shell/shell-store.ts'
import { countOf } from './ledger-terms.ts'
import type { TermId } from './ledger-terms.ts'

export interface Place {
  readonly title: string
  readonly panel: Panel
  readonly selection?: PageOf
  /** id of a command that goes there; where there is none such, there is no such place */
  readonly command?: string
}

export function placesOf(id: TermId, readout: MachineState): readonly Place[] {
  switch (id) {
    case 'attempted':
    case 'committed':
      return [{ title: 'Rates per CPU', panel: 'Statistics' }]
    case 'inFlight':
      return pageOfMost(readout, id, ({ cpu, tailPage }) => ({
        title: `Where CPU ${cpu} writes`,
        page: { cpu, page: tailPage, snapshot: false },
      }))
    case 'disabled':
      return [{ title: 'Recording on and off', panel: 'Controls' }]
    case 'tooBig':
      return [{ title: 'Page size', panel: 'Controls' }]
    case 'full':
      return [NEXT_LOSS, { title: 'Overwrite on and off', panel: 'Controls' }]
    case 'read':
      return [{ title: 'List of events', panel: 'Events' }]
    case 'buffered':
      return [
        ...pageOfMost(readout, id, ({ cpu, headPage }) => ({
          title: `Head page of CPU ${cpu}, which has most`,
          page: { cpu, page: headPage, snapshot: false },
        })),
        ...(readout.running ? [] : [{ title: 'List, below what was read', panel: 'Events' } as const]),
      ]
    case 'overrun':
      return [NEXT_LOSS]
    case 'erased':
      return []
    case 'inSnapshot':
      return pageOfMost(readout, id, ({ cpu, snapshot }) => ({
        title: `Snapshot of CPU ${cpu}, which has most`,
        page: { cpu, page: snapshot?.headPage ?? 0, snapshot: true },
      }))
    case 'late':
      return [{ title: 'Merge, explained', panel: 'Merge' }]
  }
}

const NEXT_LOSS: Place = { title: 'Next loss in the timeline', panel: 'Timeline', command: 'timeline-next-loss' }

/** A page of the CPU that has most of these; none where no CPU has any. */
function pageOfMost(
  { cpus }: MachineState,
  id: TermId,
  pageOf: (cpu: CpuState) => { title: string; page: PageOf },
): Place[] {
  const count = ({ ledger }: CpuState): number => countOf(ledger, id) ?? 0
  const most = cpus.reduce<CpuState | undefined>(
    (best, cpu) => (count(cpu) > (best ? count(best) : 0) ? cpu : best),
    undefined,
  )
  if (!most) return []
  const { title, page } = pageOf(most)
  return [{ title, panel: 'Bytes', selection: page }]
}
