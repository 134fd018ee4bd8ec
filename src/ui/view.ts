import type { BytesModel } from './bytes/bytes-model.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import type { ConfigHistory } from './controls/config-history.ts'
import type { EventsModel } from './events/events-model.ts'
import type { FrameLoop } from './frame-loop.ts'
import type { MergePlayer } from './merge/merge-player.ts'
import type { OverwriteMarks } from './rings/overwrite-marks.ts'
import type { RingsStore } from './rings/rings-store.ts'
import type { Session } from '../store/session.ts'
import type { ShellStore } from './shell/shell-store.ts'
import type { Timeline } from './timeline/timeline.ts'
import type { WholeRings } from './whole-rings.ts'

/** What every panel is given: the machine, and the few instances that pictures share. */
export interface View {
  readonly session: Session
  readonly loop: FrameLoop
  readonly theme: CanvasTheme
  readonly marks: OverwriteMarks
  readonly shell: ShellStore
  readonly history: ConfigHistory
  readonly rings: RingsStore
  readonly events: EventsModel
  readonly bytes: BytesModel
  readonly merge: MergePlayer
  readonly timeline: Timeline
  readonly whole: WholeRings
}
