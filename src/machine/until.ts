import { RingsideError } from './ringside-error.ts'

/**
 * Resolves once the condition holds, looking again every other millisecond: workers change words in shared memory, about which the
 * main thread gets no event.
 * @throws RingsideError timeout
 */
export async function until(holds: () => boolean, timeoutMs: number, what: string): Promise<void> {
  for (const end = Date.now() + timeoutMs; !holds();) {
    if (Date.now() >= end) throw new RingsideError('timeout', `Waited ${timeoutMs} ms in vain: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
