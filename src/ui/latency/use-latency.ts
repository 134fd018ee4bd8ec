import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { LatencySnapshot } from '../../store/latency-snapshot.ts'
import type { Session } from '../../store/session.ts'
import { PacedReads } from './paced-reads.ts'

export interface LatencyState {
  /** stays while it is read again */
  readonly snapshot?: LatencySnapshot | undefined
  readonly failed?: string
  readonly reading: boolean
}

/** Each read keeps the recording off for a moment. */
const PERIOD_MS = 1000

/** Reads the snapshot when the maximum changes, and when `refresh` asks for it. @param wanted false: not now */
export function useLatency(session: Session, wanted: boolean): { state: LatencyState; refresh: () => void } {
  const boot = useStore(session.store, (state) => state.boot)
  const ns = useStore(session.store, (state) => state.readout?.maxLatency?.ns)
  const [known, setKnown] = useState<{ boot: number; state: LatencyState }>()
  const reads = useMemo(() => {
    const read = async (): Promise<void> => {
      const { boot } = session.store.getState()
      setKnown((before) => ({ boot, state: { ...(before?.boot === boot && before.state), reading: true } }))
      const end = await session.latency().then(
        (snapshot) => ({ snapshot }),
        (error: Error) => ({ failed: error.message }),
      )
      setKnown({ boot, state: { ...end, reading: false } })
    }
    return new PacedReads(read, PERIOD_MS)
  }, [session])
  useEffect(() => () => reads.stop(), [reads])
  useEffect(() => {
    if (wanted && ns !== undefined) reads.ask()
  }, [reads, wanted, ns, boot])
  const state = known?.boot === boot ? known.state : { reading: false }
  return { state, refresh: () => reads.ask() }
}
