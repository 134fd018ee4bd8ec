import { useStore } from 'zustand'
import type { CpuState } from '../../machine/machine-state.ts'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { formatOffset, markOffset } from '../controls/offset-text.ts'
import { Count } from '../Count.tsx'
import { LockIcon } from '../icons.tsx'
import { formatRate } from '../numbers.ts'
import type { View } from '../view.ts'
import { toggleFocus } from './rings-store.ts'
import { fitting, statusWords } from './status-words.ts'
import { labelTop } from './rows-layout.ts'
import type { RowBox } from './rows-layout.ts'

interface RingLabelProps {
  view: View
  row: RowBox
  narrow: boolean
  state: CpuState | undefined
}

/** more would reach into the rings; the ledger and the words have them all */
const MOST_DIGITS = 1e7
/** where the lines would reach into the spare ring's word, the rate goes first, then that word */
const LINE_PX = 15

export function RingLabel({ view, row, narrow, state }: RingLabelProps) {
  const rate = useStore(view.session.store, (store) => store.rates[row.cpu] ?? 0)
  const config = useStore(view.session.store, (store) => store.config)
  // words change with the readout; what they say is as fresh as the picture
  const capture = state && view.session.captures.latest(row.cpu)
  const sums = capture?.live().sums()
  const lost = state ? state.ledger.overrun + state.ledger.refused.full : 0
  const top = narrow ? row.y + 2 : labelTop(row)
  const all = statusWords(state, capture?.lockHolder, config.cpus)
  const words = narrow ? all : fitting(all, Math.floor(row.height / LINE_PX) - 2)
  // a CPU that runs takes it a thousand times between two readouts: of that nothing is said
  const holdsOwn = state?.status !== 'running' && capture?.lockHolder === row.cpu
  const offset = offsetsInForce(config)[row.cpu] ?? 0
  const room = row.snapHeight > 0 && !narrow ? row.snapY - top : Infinity
  // what it does stands in the place of its rate
  const marked = 2 + (offset === 0 ? 0 : 1)
  const showRate = words.length === 0 && room >= (marked + 1) * LINE_PX
  const lines = marked + (showRate ? 1 : 0) + 2 * words.length + (state?.status === 'crashed' ? 1 : 0)
  return (
    <div
      className="ring-label"
      role="rowheader"
      aria-colindex={1}
      style={{ top }}
      data-compact={row.compact}
      data-narrow={narrow}
      data-thin={row.thin}
    >
      <span className="ring-label-name">
        <button
          type="button"
          className="ring-label-focus"
          aria-pressed={row.focused}
          title={row.focused ? 'All CPUs share the room' : `Give CPU ${row.cpu} all the room`}
          onClick={() => toggleFocus(view.rings, row.cpu)}
        >
          CPU {row.cpu}
        </button>{' '}
        {holdsOwn && (
          <span className="ring-label-lock" role="img" aria-label="holds its lock" title="holds its lock">
            <LockIcon />
          </span>
        )}{' '}
        <span className="ring-label-full">
          {sums ? Math.round((100 * sums.unreadBytes) / (config.pagesPerCpu * config.pageSize)) : '–'} %
        </span>
      </span>
      {showRate && <span className="ring-label-rate">{formatRate(rate)}</span>}
      <span className="ring-label-lost" data-lost={lost > 0}>
        lost {lost < MOST_DIGITS ? <Count value={lost} /> : `${(lost / 1e6).toFixed(1)} M`}
      </span>
      {offset !== 0 && (
        <span className="clock-offset" title={`clock ${formatOffset(offset)} off on purpose`}>
          clock {markOffset(offset).replace(' ', '')}
        </span>
      )}
      {state?.status === 'crashed' && <RecoverButton view={view} cpu={row.cpu} />}
      {words.map(({ text, lock }) => (
        <span className="ring-label-status" key={text}>
          {lock && <LockIcon />} {text}
        </span>
      ))}
      {row.snapHeight > 0 && room >= lines * LINE_PX && state?.snapshot && !narrow && (
        <span className="ring-label-snapshot" style={{ top: row.snapY - top - 2 }}>
          snapshot
          {row.snapHeight >= 20 && (
            <>
              <br />
              <Count value={capture?.snapshot()?.sums().unread ?? 0} /> events
            </>
          )}
        </span>
      )}
    </div>
  )
}

/** Its thread is gone; what lies in its ring is not. */
function RecoverButton({ view, cpu }: { view: View; cpu: number }) {
  return (
    <button
      type="button"
      className="ring-label-focus ring-label-recover"
      aria-label={`Recover CPU ${cpu}`}
      title={`What is left in the ring of CPU ${cpu}`}
      onClick={() => view.shell.setState({ dialog: { recover: cpu } })}
    >
      recover
    </button>
  )
}
