import type { RunningMachine } from './running-machine.ts'

/** The actors are parked for a moment, and then go on as before. */
export async function whileParked<Result>(
  machine: Pick<RunningMachine, 'isRunning' | 'start' | 'stop'>,
  act: () => Promise<Result>,
): Promise<Result> {
  const wasRunning = machine.isRunning
  await machine.stop()
  try {
    return await act()
  } finally {
    if (wasRunning) await machine.start()
  }
}
