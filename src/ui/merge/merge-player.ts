/** Takes events out of the merge: one, some, or one after the other at a pace that eyes can follow, while the machine is stopped. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Session } from '../../store/session.ts'
import type { Way } from './explain.ts'

/** events per second */
export const SPEEDS = [1, 2, 5] as const
export type Speed = (typeof SPEEDS)[number]

export interface MergeState {
  readonly playing: boolean
  readonly speed: Speed
  /** the compares that are laid out */
  readonly way: Way
}

export type MergeSession = Pick<Session, 'consume' | 'report' | 'store'>

export class MergePlayer {
  readonly store: StoreApi<MergeState> = createStore<MergeState>(() => ({ playing: false, speed: 2, way: 'scan' }))
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly session: MergeSession) {
    session.store.subscribe(({ running }) => running && this.stop())
  }

  /** @returns how many events there were; what the reader refuses is shown by the session */
  async take(most: number): Promise<number> {
    try {
      return (await this.session.consume(most)).length
    } catch (error) {
      this.session.report(error)
      return 0
    }
  }

  /** Until all rings are empty, or the machine runs. */
  play(): void {
    const { running } = this.session.store.getState()
    if (running || this.store.getState().playing) return
    this.store.setState({ playing: true })
    void this.goOn()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.store.getState().playing) this.store.setState({ playing: false })
  }

  private async goOn(): Promise<void> {
    const taken = await this.take(1)
    const { playing, speed } = this.store.getState()
    if (!playing || this.timer !== undefined) return // stopped meanwhile, or stopped and begun anew
    if (taken === 0) return this.stop()
    this.timer = setTimeout(() => {
      this.timer = undefined
      void this.goOn()
    }, 1000 / speed)
  }
}
