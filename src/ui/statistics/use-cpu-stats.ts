import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { CpuStats } from '../../ring/rfc/cpu-stats.ts'
import type { Session } from '../../store/session.ts'
import { PacedReads } from '../latency/paced-reads.ts'

/** Each read takes the lock of every CPU for a moment. */
const PERIOD_MS = 1000
const NONE: readonly CpuStats[] = []

/** What the kernel's stats tell, of all CPUs; read after each readout, at most once in a period. @param wanted false: not now */
export function useCpuStats(session: Session, wanted: boolean): readonly CpuStats[] {
  const boot = useStore(session.store, (state) => state.boot)
  const readout = useStore(session.store, (state) => state.readout)
  const [known, setKnown] = useState<{ of: number; stats: readonly CpuStats[] }>()
  const reads = useMemo(() => {
    const read = async (): Promise<void> => {
      const of = session.store.getState().boot
      // a reader that has crashed answers nothing: then there are none
      const stats = await session.machine.stats().catch(() => NONE)
      setKnown({ of, stats })
    }
    return new PacedReads(() => read().catch(() => undefined), PERIOD_MS)
  }, [session])
  useEffect(() => () => reads.stop(), [reads])
  useEffect(() => {
    if (wanted && readout) reads.ask()
  }, [reads, wanted, readout])
  return known?.of === boot ? known.stats : NONE
}
