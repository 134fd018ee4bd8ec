import { memo } from 'react'
import { useStore } from 'zustand'
import type { RingState } from '../../ring/trace-buffer.ts'
import { Count } from '../Count.tsx'
import type { View } from '../view.ts'
import { slotWords, turnWords } from './page-words.ts'
import type { ShownPage } from './shown-page.ts'

/** more rows than one reads, and each is written anew with every readout */
const MOST_CPUS = 16

/** The CPU in the middle, as far as there are others on both sides. */
function firstShown(cpu: number, cpus: number): number {
  return Math.max(0, Math.min(cpu - MOST_CPUS / 2, cpus - MOST_CPUS))
}

/** The words that make the rings, as the patch names them; of the shown page's CPU those of its slot too. */
export function WordsTable({ view, shown }: { view: View; shown: ShownPage | undefined }) {
  const { store, captures } = view.session
  const readout = useStore(store, (state) => state.readout)
  if (!readout) return null
  const capture = shown && captures.latest(shown.cpu)
  const first = firstShown(shown?.cpu ?? 0, readout.cpus.length)
  const cpus = readout.cpus.slice(first, first + MOST_CPUS)
  return (
    <details className="words" open>
      <summary>
        <h2>Words of the rings</h2>
      </summary>
      <table className="words-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">ring</span>
            </th>
            <th scope="col">head</th>
            <th scope="col">tail</th>
            <th scope="col">entries</th>
            <th scope="col">overrun</th>
            <th scope="col">dropped</th>
          </tr>
        </thead>
        <tbody>
          {cpus.map((cpu) => (
            <WordsRow
              key={cpu.cpu}
              {...wordsOf(`CPU ${cpu.cpu}`, cpu)}
              dropped={captures.latest(cpu.cpu)?.live().dropped ?? 0}
            />
          ))}
        </tbody>
        <tbody className="words-snapshots">
          {cpus.map(
            ({ cpu, snapshot }) =>
              snapshot && (
                <WordsRow
                  key={cpu}
                  {...wordsOf(`snap ${cpu}`, snapshot)}
                  dropped={captures.latest(cpu)?.snapshot()?.dropped ?? 0}
                />
              ),
          )}
        </tbody>
      </table>
      {cpus.length < readout.cpus.length && (
        <p className="bytes-none">
          CPUs {first} to {first + cpus.length - 1} of {readout.cpus.length}: those around the CPU whose page is shown.
        </p>
      )}
      {capture && (
        <p className="bytes-none">
          {slotWords(shown.cpu, capture, shown.running)}
          <br />
          {turnWords(shown)}
        </p>
      )}
    </details>
  )
}

interface WordsRowProps {
  name: string
  head: string
  tail: string
  entries: number
  overrun: number
  dropped: number
}

function wordsOf(
  name: string,
  { headPage, head, tailPage, tail, entries, overrun }: RingState,
): Omit<WordsRowProps, 'dropped'> {
  return { name, head: place(headPage, head), tail: place(tailPage, tail), entries, overrun }
}

function place(page: number, offset: number): string {
  return `${page} + ${String(offset).padStart(3)}`
}

const WordsRow = memo(function WordsRow({ name, head, tail, entries, overrun, dropped }: WordsRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{head}</td>
      <td>{tail}</td>
      <td>
        <Count value={entries} />
      </td>
      <td data-lost={overrun > 0}>
        <Count value={overrun} />
      </td>
      <td data-lost={dropped > 0}>
        <Count value={dropped} />
      </td>
    </tr>
  )
})
