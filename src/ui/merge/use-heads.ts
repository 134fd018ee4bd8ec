import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { MachineState } from '../../machine/machine-state.ts'
import type { Session } from '../../store/session.ts'
import type { View } from '../view.ts'
import { HeadReader } from './head-reader.ts'
import { capturedPages, headOf } from './heads.ts'
import type { Head } from './heads.ts'

/** By CPU, with every readout anew. Rings that are captured without their bytes are read while the machine stands still. */
export function useHeads({ session }: View): readonly Head[] {
  const readout = useStore(session.store, (state) => state.readout)
  const boot = useStore(session.store, (state) => state.boot)
  const captured = useMemo(() => capturedHeads(session, readout), [session, readout])
  const reader = useMemo(() => new HeadReader(session), [session])
  const [read, setRead] = useState<{ of: number; heads: readonly Head[] }>()
  const isIncomplete = captured.includes('unknown') && readout?.running === false
  useEffect(() => {
    if (!isIncomplete) return undefined
    let left = false
    reader
      .read(captured, boot)
      .then((heads) => left || setRead({ of: boot, heads }))
      // rings that went with their machine: the next readout asks anew
      .catch(() => undefined)
    return () => {
      left = true
    }
  }, [reader, captured, boot, isIncomplete])
  // while the one that was taken is read anew, what was there before stays: it is a matter of milliseconds
  return isIncomplete && read?.of === boot ? read.heads : captured
}

function capturedHeads({ captures }: Session, readout: MachineState | undefined): readonly Head[] {
  return (readout?.cpus ?? []).map(({ cpu }) => {
    const ring = captures.latest(cpu)?.live()
    return ring && headOf(ring, capturedPages(ring))
  })
}
