import type { View } from '../view.ts'
import { configureAndGoOn } from './configure.ts'

/** how recordings are named when they are saved */
export const RECORDING_ENDING = '.ringrec'

/** Opens a recording by its name, anything else as a trace, which is replayed as recorded. What is wrong with the file, the session puts into the store's problems. */
export async function openFile(view: View, file: File): Promise<void> {
  try {
    if (file.name.toLowerCase().endsWith(RECORDING_ENDING)) return await view.session.openRecording(file)
    const { id } = await view.session.openTrace(file, file.name)
    await configureAndGoOn(view, { workload: { kind: 'trace', source: id, speed: 1 } })
  } catch {
    // already told: see the problems
  }
}
