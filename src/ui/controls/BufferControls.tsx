import { useStore } from 'zustand'
import type { MachineConfig } from '../../machine/machine-config.ts'
import { formatBytes } from '../numbers.ts'
import type { View } from '../view.ts'
import { CostTable } from './CostTable.tsx'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { SwitchField } from './SwitchField.tsx'

export function BufferControls({ view }: { view: View }) {
  const summary = useStore(view.session.store, (state) => sizeWords(state.config))
  return (
    <Group id="buffer" title="Buffer" summary={summary}>
      <NumberField view={view} setting="cpus" steps="ones" />
      <NumberField view={view} setting="pagesPerCpu" steps="doubles" />
      <NumberField view={view} setting="pageSize" unit="B" steps="doubles" />
      <SwitchField view={view} setting="overwrite" />
      <SwitchField view={view} setting="snapshot" />
      <CostTable view={view} />
    </Group>
  )
}

function sizeWords({ cpus, pagesPerCpu, pageSize }: MachineConfig): string {
  return `${cpus} × ${pagesPerCpu} × ${formatBytes(pageSize)}`
}
