import { memo } from 'react'
import { useStore } from 'zustand'
import type { RingState } from '../../ring/trace-buffer.ts'
import { Count } from '../Count.tsx'
import type { View } from '../view.ts'

/** The words that make the rings, as the patch names them. */
export function WordsTable({ view }: { view: View }) {
  const readout = useStore(view.session.store, (state) => state.readout)
  if (!readout) return null
  return (
    <div className="words">
      <h2>Words of the rings</h2>
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
          </tr>
        </thead>
        <tbody>
          {readout.cpus.map((cpu) => (
            <WordsRow key={cpu.cpu} {...wordsOf(`CPU ${cpu.cpu}`, cpu)} />
          ))}
        </tbody>
        <tbody className="words-snapshots">
          {readout.cpus.map(
            ({ cpu, snapshot }) => snapshot && <WordsRow key={cpu} {...wordsOf(`snap ${cpu}`, snapshot)} />,
          )}
        </tbody>
      </table>
    </div>
  )
}

interface WordsRowProps {
  name: string
  head: string
  tail: string
  entries: number
  overrun: number
}

function wordsOf(name: string, { headPage, head, tailPage, tail, entries, overrun }: RingState): WordsRowProps {
  return { name, head: place(headPage, head), tail: place(tailPage, tail), entries, overrun }
}

function place(page: number, offset: number): string {
  return `${page} + ${String(offset).padStart(3)}`
}

const WordsRow = memo(function WordsRow({ name, head, tail, entries, overrun }: WordsRowProps) {
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
    </tr>
  )
})
