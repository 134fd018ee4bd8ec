import type { View } from '../view.ts'

/** Opens a file as a trace and replays it as recorded. What is wrong with the file, the session puts into the store's problems. */
export async function openTrace({ session }: View, file: File): Promise<void> {
  try {
    const { id } = await session.openTrace(file, file.name)
    await session.configure({ workload: { kind: 'trace', source: id, speed: 1 } })
  } catch {
    // already told: see the problems
  }
}
