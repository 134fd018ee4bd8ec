import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { SwitchField } from './SwitchField.tsx'

/** What of the patch is repaired, and what everything random starts from. */
export function DesignControls({ view }: { view: View }) {
  const asPosted = useStore(view.session.store, (state) => state.config.asPosted)
  const irqSave = useStore(view.session.store, (state) => state.config.irqSave)
  return (
    <Group id="design" title="Design" summary={asPosted ? 'as posted' : 'repaired'}>
      <p className="control-note">{RFC}</p>
      <SwitchField view={view} setting="asPosted" />
      {asPosted && <p className="control-note">{AS_POSTED}</p>}
      <SwitchField view={view} setting="irqSave" />
      {!irqSave && <p className="control-note">{NO_IRQ_SAVE}</p>}
      <NumberField view={view} setting="seed" />
    </Group>
  )
}

const RFC = 'rfc, the only design so far: the patch of 24 September 2008.'
const AS_POSTED =
  'The patch with its bugs: the reader takes no lock, so events may be torn, lost or read twice, the counts may not add up, and a BUG_ON ends whoever runs into it.'
/** spin_lock instead of spin_lock_irqsave */
const NO_IRQ_SAVE =
  'Interrupts stay on while the lock is held: one that arrives then, and writes, waits for itself for ever. The tracer irq-storm brings such interrupts.'
