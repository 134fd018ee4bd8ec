import { Call } from '../control/control-block.ts'
import type { LiveRecorder } from '../control/live-recorder.ts'
import type { TracerRing } from '../workloads/workload.ts'

/** A CPU's ring while live is recorded: each thing that is done with it is an operation of the log, from its beginning to its end. */
export class LoggedRing implements TracerRing {
  constructor(
    private readonly ring: TracerRing,
    private readonly cpu: number,
    private readonly recorder: LiveRecorder,
  ) {}

  write(type: number, length: number, words: Int32Array, wordAt: number): number {
    this.recorder.beginWrite(type, length, words, wordAt)
    try {
      const code = this.ring.write(type, length, words, wordAt)
      this.recorder.close()
      return code
    } catch (error) {
      this.recorder.closeOn(error)
      throw error
    }
  }
  resetCpu(): boolean {
    return this.logged(Call.reset, [this.cpu], () => this.ring.resetCpu())
  }
  snapshotOneCpu(): boolean {
    return this.logged(Call.snapshot, [this.cpu, 1], () => this.ring.snapshotOneCpu())
  }
  snapshotAll(): boolean {
    return this.logged(Call.snapshot, [-1, 0], () => this.ring.snapshotAll())
  }

  private logged(kind: Call, args: readonly number[], act: () => boolean): boolean {
    this.recorder.begin(kind, args)
    const done = act()
    this.recorder.close()
    return done
  }
}
