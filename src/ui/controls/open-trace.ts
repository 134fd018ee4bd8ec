import type { View } from '../view.ts'
import { configureAndGoOn } from './configure.ts'

/** Opens a file as a trace and replays it as recorded. What is wrong with the file, the session puts into the store's problems. */
export async function openTrace(view: View, file: File): Promise<void> {
  try {
    const { id } = await view.session.openTrace(file, file.name)
    await configureAndGoOn(view, { workload: { kind: 'trace', source: id, speed: 1 } })
  } catch {
    // already told: see the problems
  }
}
