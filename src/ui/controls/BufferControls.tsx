import { useStore } from 'zustand'
import { ringBytes } from '../../machine/machine-config.ts'
import { formatBytes } from '../numbers.ts'
import type { View } from '../view.ts'
import { NumberField } from './NumberField.tsx'
import { SwitchField } from './SwitchField.tsx'

export function BufferControls({ view }: { view: View }) {
  return (
    <section className="control-group" aria-labelledby="buffer-title">
      <h3 id="buffer-title">Buffer</h3>
      <NumberField view={view} setting="cpus" label="CPUs" />
      <NumberField view={view} setting="pagesPerCpu" label="pages per CPU" />
      <NumberField view={view} setting="pageSize" label="page size" unit="B" />
      <SwitchField view={view} setting="overwrite" label="overwrite" />
      <SwitchField view={view} setting="snapshot" label="snapshot" />
      <SwitchField view={view} setting="asPosted" label="as posted" />
      <AsPostedNote view={view} />
      <SwitchField view={view} setting="irqSave" label="save irqs" />
      <IrqSaveNote view={view} />
      <NumberField view={view} setting="seed" label="seed" />
      <MemoryCost view={view} />
    </section>
  )
}

function AsPostedNote({ view }: { view: View }) {
  const asPosted = useStore(view.session.store, (state) => state.config.asPosted)
  if (!asPosted) return null
  return (
    <p className="control-note">
      The patch with its bugs: the reader takes no lock, so events may be torn, lost or read twice, the counts may not
      add up, and a BUG_ON ends whoever runs into it.
    </p>
  )
}

/** spin_lock instead of spin_lock_irqsave */
function IrqSaveNote({ view }: { view: View }) {
  const irqSave = useStore(view.session.store, (state) => state.config.irqSave)
  if (irqSave) return null
  return (
    <p className="control-note">
      Interrupts stay on while the lock is held: one that arrives then, and writes, waits for itself for ever. The
      tracer irq-storm brings such interrupts.
    </p>
  )
}

function MemoryCost({ view }: { view: View }) {
  const config = useStore(view.session.store, (state) => state.config)
  const perCpu = config.pagesPerCpu * config.pageSize
  const all = formatBytes(config.cpus * perCpu)
  return (
    <p className="memory-cost">
      {formatBytes(perCpu)} per CPU, {all} in all
      {config.snapshot && <>, with spares {formatBytes(ringBytes(config))}</>}
    </p>
  )
}
