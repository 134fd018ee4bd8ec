import { useStore } from 'zustand'
import type { Card } from '../../lessons/debate/card.ts'
import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'

interface ArithmeticTableProps {
  view: View
  arithmetic: NonNullable<Card['arithmetic']>
}

/** Of the machine as it is configured now. */
export function ArithmeticTable({ view, arithmetic }: ArithmeticTableProps) {
  const config = useStore(view.session.store, (state) => state.config)
  const { caption, columns, rows } = arithmetic(config)
  return (
    <div className="debate-table" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th scope="col" key={at}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], at) => (
            <tr key={at}>
              <th scope="row" data-number={typeof first === 'number'}>
                {textOf(first)}
              </th>
              {rest.map((cell, column) => (
                <td key={column} data-number={typeof cell === 'number'}>
                  {textOf(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function textOf(cell: number | string | undefined): string {
  if (typeof cell !== 'number') return cell ?? ''
  return Number.isInteger(cell) ? formatCount(cell) : String(cell)
}
