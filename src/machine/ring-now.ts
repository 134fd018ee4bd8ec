import type { CapturedRing } from '../ring/capture.ts'
import { requireCpu } from './require-place.ts'
import type { RunningMachine } from './running-machine.ts'
import { whileParked } from './while-parked.ts'

/**
 * A CPU's live ring, words and bytes of one moment; where it is too large to be captured with its bytes, the machine is parked for it.
 * @throws RingsideError bad-cpu, crashed, timeout
 */
export async function ringNow(
  machine: RunningMachine,
  cpu: number,
): Promise<{ words: CapturedRing; bytes: Uint8Array }> {
  requireCpu(cpu, machine)
  const capture = (await machine.captures.fresh())[cpu]?.live()
  if (capture && capture.bytes.length > 0) return { words: capture, bytes: capture.bytes }
  return whileParked(machine, async () => {
    const [words, bytes] = [(await machine.captures.fresh())[cpu]?.live(), await machine.ringBytes(cpu)]
    if (!words) throw new Error(`no capture of CPU ${cpu}`)
    return { words, bytes }
  })
}
