import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Selection } from '../../store/selection.ts'
import { partsOfPage } from '../rings/page-parts.ts'
import type { PageParts } from '../rings/page-parts.ts'
import type { View } from '../view.ts'

export interface ShownPage extends Selection {
  readonly parts: PageParts
  readonly head: boolean
  readonly tail: boolean
  /** empty until they have come, where the rings are too large to be captured with their bytes */
  readonly bytes: Uint8Array
}

/** The selected page, or the head page of CPU 0; with every readout anew. */
export function usePage(view: View): ShownPage | undefined {
  const { session } = view
  const readout = useStore(session.store, (state) => state.readout)
  const selection = useStore(session.store, (state) => state.selection)
  const cpu = selection?.cpu ?? 0
  const snapshot = selection?.snapshot ?? false
  const capture = session.captures.latest(cpu)
  const ring = snapshot ? capture?.snapshot() : capture?.live()
  const page = selection?.page ?? ring?.headPage ?? 0
  const needed = ring !== undefined && ring.bytes.length === 0
  const fetched = useFetchedBytes(view, needed ? { cpu, page, snapshot } : undefined, readout)
  if (!ring || !(page >= 0 && page < ring.layout.pagesPerCpu)) return undefined
  const { pageSize } = ring.layout
  const bytes = needed ? fetched : ring.bytes.subarray(page * pageSize, (page + 1) * pageSize)
  return {
    cpu,
    page,
    snapshot,
    parts: partsOfPage(ring, page),
    head: ring.headPage === page,
    tail: ring.tailPage === page,
    bytes,
  }
}

const NO_BYTES = new Uint8Array(0)

function useFetchedBytes({ session }: View, wanted: Selection | undefined, readout: unknown): Uint8Array {
  const [fetched, setFetched] = useState<{ of: string; bytes: Uint8Array }>()
  const of = wanted ? `${wanted.cpu} ${wanted.page} ${wanted.snapshot}` : ''
  useEffect(() => {
    if (of === '') return undefined
    const [cpu, page, snapshot] = of.split(' ')
    let left = false
    session
      .pageBytes(Number(cpu), Number(page), { snapshot: snapshot === 'true' })
      .then((bytes) => left || setFetched({ of, bytes }))
      // a page that went with its machine: the next readout asks anew
      .catch(() => undefined)
    return () => {
      left = true
    }
  }, [session, of, readout])
  return fetched?.of === of ? fetched.bytes : NO_BYTES
}
