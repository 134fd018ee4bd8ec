import { useState } from 'react'
import { RECORDING_ENDING } from '../controls/open-file.ts'
import { PickFile } from '../controls/PickFile.tsx'
import { saveBlob } from '../save-blob.ts'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

/** All branches of what was stepped, to keep and to send: opened, it needs no threads. */
export function RecordingFile({ view, run }: { view: View; run: Run }) {
  const [saving, setSaving] = useState(false)
  const { length } = run.recording
  const save = async (): Promise<void> => {
    setSaving(true)
    try {
      saveBlob(await view.session.saveRecording(), `ringside-${length}-ops${RECORDING_ENDING}`)
    } catch (error) {
      view.session.report(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <div className="step-file" role="group" aria-label="Recording">
      <span className="step-label">Recording</span>
      <button
        type="button"
        className="button button-small"
        disabled={saving || (length === 0 && run.branches.all.length === 1)}
        onClick={() => void save()}
      >
        {saving ? 'Saving …' : 'Save'}
      </button>
      <PickFile
        view={view}
        title="Open"
        name="Recording file"
        accept={RECORDING_ENDING}
        className="button button-small"
      />
    </div>
  )
}
