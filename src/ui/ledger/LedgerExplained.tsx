import type { MachineState } from '../../machine/machine-state.ts'
import { runCommand } from '../commands/command.ts'
import { COMMANDS } from '../commands/commands.ts'
import { Count } from '../Count.tsx'
import { reveal } from '../shell/shell-store.ts'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { placesOf } from './ledger-places.ts'
import type { Place } from './ledger-places.ts'
import { countOf, TERM_IDS, TERM_LABELS } from './ledger-terms.ts'
import type { TermId } from './ledger-terms.ts'
import { EXPLANATIONS, OTHER_STATS } from './ledger-words.ts'

interface LedgerExplainedProps {
  id: string
  view: View
  term: TermId
  readout: MachineState
  onTerm: (term: TermId) => void
  onClose: () => void
}

/** What a number counts, in the words of the kernel, CPU by CPU, and the way to those events. */
export function LedgerExplained({ id, view, term, readout, onTerm, onClose }: LedgerExplainedProps) {
  const { counts, when, file, ftrace, differs } = EXPLANATIONS[term]
  const step = (by: number): void => onTerm(TERM_IDS.at((TERM_IDS.indexOf(term) + by) % TERM_IDS.length) ?? term)
  return (
    <section className="ledger-explained" id={id} aria-label="Ledger explained">
      <div className="ledger-explained-head">
        <h3>{TERM_LABELS[term]}</h3>
        <button type="button" className="button button-small" onClick={() => step(-1)}>
          Previous
        </button>
        <button type="button" className="button button-small" onClick={() => step(1)}>
          Next
        </button>
        <button type="button" className="button button-small" onClick={onClose}>
          Close
        </button>
      </div>
      <div className="ledger-explained-words">
        <p className="ledger-explained-counts">{counts}</p>
        <dl>
          <dt>counted</dt>
          <dd>
            {when} <code>{file}</code>
          </dd>
          <dt>ftrace today</dt>
          <dd>
            {ftrace === undefined ? 'no counter' : <code className="ledger-explained-stat">{ftrace}</code>}. {differs}
          </dd>
        </dl>
        <Places view={view} term={term} readout={readout} onFollowed={onClose} />
        <p className="ledger-explained-note">{OTHER_STATS}</p>
      </div>
      <Split term={term} readout={readout} />
    </section>
  )
}

interface PlacesProps {
  view: View
  term: TermId
  readout: MachineState
  onFollowed: () => void
}

function Places({ view, term, readout, onFollowed }: PlacesProps) {
  // a sheet lies over what it leads to
  const asSheet = useMedia('(max-width: 719px)')
  const places = placesOf(term, readout).filter(({ command }) => command === undefined || commandOf(command))
  if (places.length === 0) return null
  return (
    <p className="ledger-explained-places">
      {places.map((place) => (
        <button
          type="button"
          className="button button-small"
          key={place.title}
          onClick={() => {
            if (asSheet) onFollowed()
            follow(view, place)
          }}
        >
          Show: {place.title}
        </button>
      ))}
    </p>
  )
}

function commandOf(id: string) {
  return COMMANDS.find((command) => command.id === id)
}

function follow(view: View, { panel, selection, command }: Place): void {
  if (selection) view.session.store.setState({ selection })
  reveal(view.shell, panel)
  const run = command === undefined ? undefined : commandOf(command)
  if (run) runCommand(run, view)
}

/** By CPU; those that have none are one line. */
function Split({ term, readout }: { term: TermId; readout: MachineState }) {
  if (term === 'late')
    return (
      <p className="ledger-split ledger-explained-note">
        Counted over all CPUs together: an event is late by what another CPU’s was taken before.
      </p>
    )
  const counts = readout.cpus.map(({ cpu, ledger }) => ({ cpu, count: countOf(ledger, term) ?? 0 }))
  const some = counts.filter(({ count }) => count !== 0)
  const none = counts.length - some.length
  return (
    <div className="ledger-split" tabIndex={0} role="group" aria-label={`${TERM_LABELS[term]} by CPU`}>
      <table>
        <caption>by CPU{readout.running && ', sampled'}</caption>
        <tbody>
          {some.map(({ cpu, count }) => (
            <tr key={cpu}>
              <th scope="row">CPU {cpu}</th>
              <td>
                <Count value={count} />
              </td>
            </tr>
          ))}
          {none > 0 && (
            <tr>
              <th scope="row">{some.length > 0 ? `${none} other` : `all ${none}`}</th>
              <td>0</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
